import { describe, expect, test } from 'vitest'
import { databases } from '../store/databases.ts'
import { callers, callForText, countOf, lockTexts, setTheScene, until } from './scene.ts'

for (const kind of await databases()) {
  describe(`a server with ${kind.kind} is killed`, () => {
    test('whatever it was doing for a text, each arrives exactly once', { timeout: 60_000 }, async () => {
      const { api, database, start } = await setTheScene(kind)
      const first = await start()
      let lock: { release: () => void } | undefined
      api.faults.push(
        { answer: 'hang' },
        { answer: 'hang', taken: true },
        {
          answer: 'well',
          taken: true,
          meanwhile: async () => {
            lock = await lockTexts(database)
          },
        },
      )
      // One a second leaves: the fourth is still unsent when the third has been taken but cannot be written down.
      const calls = callers(4).map((caller) => callForText(first, caller))
      await until(() => lock !== undefined)
      await first.end('SIGKILL')
      lock?.release()
      await Promise.all(calls)
      expect(await countOf(database, 'waiting')).toBe(4)

      const killedAt = Date.now()
      const second = await start()
      await until(async () => (await countOf(database, 'accepted')) === 4)
      expect(Date.now() - killedAt).toBeLessThan(30_000)
      expect(api.arrivals.map(({ to }) => to).sort()).toEqual(callers(4))
      expect(await second.end('SIGTERM')).toBe(0)
    })

    test('or ended in the middle, with a text yet to be tried again', { timeout: 60_000 }, async () => {
      const { api, database, start } = await setTheScene(kind)
      const first = await start()
      api.faults.push({ answer: 'drop' })
      expect((await callForText(first, '+12025551000')).heard).toContain('messaged to you shortly')
      expect(await first.end('SIGTERM')).toBe(0)
      const second = await start()
      await until(async () => (await countOf(database, 'accepted')) === 1)
      expect(api.arrivals).toHaveLength(1)
      await second.end('SIGTERM')
    })
  })
}
