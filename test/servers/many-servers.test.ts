import { expect, test } from 'vitest'
import type { Call } from '../../src/phone/engine/call.ts'
import { migrations } from '../../src/store/migrations/list.ts'
import type { ServerProcess } from '../server-process.ts'
import { databases } from '../store/databases.ts'
import { balance, callFrom, setTheScene } from './scene.ts'

const CALLS = 200
const AT_ONCE = 20
/** All that start at once; three of them serve. */
const starting = { sqlite: 3, postgres: 10 }

for (const kind of await databases()) {
  test(`${kind.kind}: servers that start at once migrate once; three serve every call, though one is killed`, {
    timeout: 120_000,
  }, async () => {
    const scene = await setTheScene(await kind.url())
    const servers = await scene.start(starting[kind.kind])
    const database = await scene.fileClient()
    expect(await database.all('SELECT version FROM schema_version')).toEqual([{ version: migrations.length }])
    await Promise.all(servers.splice(3).map((server) => server.end('SIGTERM')))

    const calls = await makeCalls(servers)
    for (const { heard, breaches } of calls) {
      expect(heard.join(' ')).toContain('your appointment is on Tuesday, December 15th at 2 PM.')
      expect(heard.at(-1)).toBe('Your details will be messaged to you shortly. Goodbye.')
      expect(breaches).toEqual([])
    }
    await expect.poll(() => scene.api.arrivals.length, { timeout: 20_000 }).toBe(CALLS)
    expect(new Set(scene.api.arrivals.map(({ to }) => to)).size).toBe(CALLS)
    const entries = await database.all('SELECT DISTINCT call_sid FROM pin_entries WHERE is_right = 1')
    expect(entries).toHaveLength(CALLS)
    expect(await database.get('SELECT COUNT(*) AS count FROM pin_entries')).toEqual({ count: CALLS })
    const ended = 'SELECT COUNT(*) AS count FROM calls WHERE ended_at IS NOT NULL'
    expect(await database.get(ended)).toEqual({ count: CALLS })
    expect(await Promise.all(servers.map((server) => server.end('SIGTERM')))).toEqual([null, 0, 0])
  })
}

/** All calls, some at once; in the middle of them the first server is killed. */
async function makeCalls(servers: ServerProcess[]): Promise<Call[]> {
  const send = balance(servers)
  const calls: Call[] = []
  let next = 0
  const keepCalling = async () => {
    while (next < CALLS) {
      calls.push(await callFrom(next++, send))
      if (calls.length === CALLS / 2) await servers[0]?.end('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, keepCalling))
  return calls
}
