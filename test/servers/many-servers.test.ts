import { type Call, hangUp, press, type Send, say, script } from 'cxml-phone'
import { expect, test } from 'vitest'
import { SCHEMA_VERSION } from '../../src/store/migrations/list.ts'
import type { ServerProcess } from '../server-process.ts'
import { databases } from '../store/databases.ts'
import type { Arrival } from '../texts/messages-api.ts'
import { balance, callFrom, setTheScene } from './scene.ts'

const CALLS = 200
const AT_ONCE = 16
/** All that start at once; three of them serve. */
const starting = { sqlite: 3, postgres: 10 }

for (const kind of await databases()) {
  test(`${kind.kind}: servers that start at once migrate once; three serve every call to one client, though one is killed`, {
    timeout: 300_000,
  }, async () => {
    const scene = await setTheScene(await kind.url())
    const servers = await scene.start(starting[kind.kind])
    const database = await scene.fileClient()
    expect(await database.all('SELECT version FROM schema_version')).toEqual([{ version: SCHEMA_VERSION }])
    await Promise.all(servers.splice(3).map((server) => server.end('SIGTERM')))

    const calls = await makeCalls(servers)
    for (const { heard } of calls) {
      expect(heard.join(' ')).toContain('your appointment is on Tuesday, December 15th at 2 PM.')
    }
    const sids = calls.map(({ callSid }) => callSid).sort()
    const texts = () => scene.api.arrivals.map(callOf).filter((sid) => sids.includes(sid))
    await expect.poll(() => texts().length, { timeout: 20_000 }).toBe(CALLS)
    expect(texts().sort()).toEqual(sids)
    const entries = await database.all<Entry>(
      'SELECT call_sid AS sid, is_right AS "isRight" FROM pin_entries',
    )
    const right = entries.filter(({ sid, isRight }) => isRight === 1 && sids.includes(sid))
    expect(right.map(({ sid }) => sid).sort()).toEqual(sids)
    const over = await database.all<Entry>('SELECT call_sid AS sid FROM calls WHERE ended_at IS NOT NULL')
    expect(over.filter(({ sid }) => sids.includes(sid))).toHaveLength(CALLS)
    expect(await Promise.all(servers.map((server) => server.end('SIGTERM')))).toEqual([null, 0, 0])
  })

  test(`${kind.kind}: wrong PINs that are entered at once through three servers lock the record at the fifth`, {
    timeout: 300_000,
  }, async () => {
    const scene = await setTheScene(await kind.url())
    const send = balance(await scene.start(3))
    const database = await scene.fileClient()
    const guess = () => script(say('Example Man'), press('1111'), hangUp)
    await Promise.all([...Array(4).keys()].map((index) => callFrom(index, send, guess())))
    const before = await callFrom(5, send)
    expect(before.heard.at(-1)).toContain('messaged to you shortly')
    await Promise.all([...Array(5).keys()].map((index) => callFrom(index, send, guess())))
    const after = await callFrom(6, send)
    expect(after.heard).toContain('That was not correct. Please try again.')
    const locks = "SELECT lockouts FROM failed_attempts WHERE subject = 'client:c1' AND locked_until > 0"
    expect(await database.all(locks)).toEqual([{ lockouts: 1 }])
  })
}

type Entry = { sid: string; isRight: number }

/** The call that a text was promised in, from the URL for reports on it. */
const callOf = ({ statusCallback }: Arrival) => new URL(statusCallback).searchParams.get('call') ?? ''

/** All calls, some at once; in the middle of them the first server is killed. */
async function makeCalls(servers: ServerProcess[]): Promise<Call[]> {
  const send = balance(servers)
  const calls: Call[] = []
  let next = 0
  const keepCalling = async () => {
    while (next < CALLS) {
      calls.push(await callUntilServed(next++, send))
      if (calls.length === CALLS / 2) await servers[0]?.end('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, keepCalling))
  return calls
}

/** On a machine with too much to do callers are turned away, with a sentence and an operator; they call again. */
async function callUntilServed(index: number, send: Send): Promise<Call> {
  for (;;) {
    const call = await callFrom(index, send)
    expect(call.breaches).toEqual([])
    if (call.heard.at(-1) === 'Your details will be messaged to you shortly. Goodbye.') return call
    expect(call.heard.at(-1)).toBe('Let me connect you to someone who can help.')
  }
}
