import { describe, expect, test } from 'vitest'
import { buildServer } from '../server-process.ts'
import { databases, type TestDatabase } from '../store/databases.ts'
import { callForText, countOf, lockTexts, setTheScene } from './scene.ts'

const main = buildServer()

/** A call whose database is locked for three seconds, from before its text is promised or from its sending on. */
async function callWhileLocked(kind: TestDatabase, from: 'before' | 'after') {
  const { api, database, start } = await setTheScene(main, kind)
  const server = await start()
  let unlocked = Promise.resolve()
  const lock = async () => {
    const { release } = await lockTexts(database)
    unlocked = new Promise((resolve) => setTimeout(() => resolve(release()), 3_000))
  }
  if (from === 'after') api.faults.push({ answer: 'well', taken: true, meanwhile: lock })
  const begun = performance.now()
  const heard = await callForText(server, '+12025551000', from === 'before' ? lock : undefined)
  const waitedMs = performance.now() - begun
  await unlocked
  await server.end('SIGTERM')
  return { api, heard, waitedMs, waiting: await countOf(database, 'waiting') }
}

for (const kind of await databases()) {
  describe(`a server with ${kind.kind} cannot write for three seconds`, () => {
    test('from before the promise: the caller hears an apology in time, and nothing is sent', async () => {
      const { api, heard, waitedMs, waiting } = await callWhileLocked(kind, 'before')
      expect(waitedMs).toBeLessThan(3_000)
      expect(heard).toContain('something went wrong on our side')
      expect([waiting, api.arrivals.length]).toEqual([0, 0])
    })

    test('from the sending on: the caller hears in time that the text will come, and it comes once', async () => {
      const { api, heard, waitedMs, waiting } = await callWhileLocked(kind, 'after')
      expect(waitedMs).toBeLessThan(3_000)
      expect(heard).toContain('messaged to you shortly')
      expect([waiting, api.arrivals.length]).toEqual([0, 1])
    })
  })
}
