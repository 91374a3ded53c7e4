import { describe, expect, test } from 'vitest'
import { databases, type TestDatabase } from '../store/databases.ts'
import { callForText, countOf, lockTexts, setTheScene } from './scene.ts'

/** A call whose database is locked for three seconds, from before its text is promised or from its sending on. */
async function callWhileLocked(kind: TestDatabase, from: 'before' | 'after') {
  const { api, database, start } = await setTheScene(kind)
  const server = await start()
  let unlocked = Promise.resolve()
  const lock = async () => {
    const { release } = await lockTexts(database)
    unlocked = new Promise((resolve) => setTimeout(() => resolve(release()), 3_000))
  }
  if (from === 'after') api.faults.push({ answer: 'well', taken: true, meanwhile: lock })
  const told = await callForText(server, '+12025551000', from === 'before' ? lock : undefined)
  await unlocked
  await server.end('SIGTERM')
  return { api, ...told, waiting: await countOf(database, 'waiting') }
}

for (const kind of await databases()) {
  describe(`a server with ${kind.kind} cannot write for three seconds`, { timeout: 60_000 }, () => {
    test('from before the promise: the caller hears an apology in time, and nothing is sent', async () => {
      const { api, heard, waiting } = await callWhileLocked(kind, 'before')
      // It did not wait for the lock, which was gone a second later. A machine that is overloaded says so instead.
      expect(heard).toMatch(/something went wrong on our side|very busy right now/)
      expect(heard).not.toContain('messaged to you')
      expect([waiting, api.arrivals.length]).toEqual([0, 0])
    })

    test('from the sending on: the caller hears in time that the text will come, and it comes once', async () => {
      const { api, heard, waiting } = await callWhileLocked(kind, 'after')
      expect(heard).toContain('messaged to you shortly')
      expect([waiting, api.arrivals.length]).toEqual([0, 1])
    })
  })
}
