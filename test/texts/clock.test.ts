import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { textClaims } from '../../src/store/text-claims.ts'
import { databases, openFresh } from '../store/databases.ts'
import { aText, rowOf, steps } from './line.ts'
import { type MessagesApi, startMessagesApi } from './messages-api.ts'

const now = Date.UTC(2026, 10, 22, 15)
const AHEAD = 3_600_000
let api: MessagesApi

beforeAll(async () => {
  api = await startMessagesApi()
})
afterAll(() => api.close())
beforeEach(() => {
  for (const list of [api.arrivals, api.faults, api.requests]) list.length = 0
})

/** Delivers what is due, as the dispatcher does, and returns how long it had to wait for each text. */
async function deliverAll(database: Database, line: ReturnType<typeof steps>): Promise<number[]> {
  const waits: number[] = []
  for (let at = now; ; ) {
    const turn = await textClaims.nextTurn(database, at)
    if (turn === undefined) return waits
    waits.push(Math.max(turn - at, 0))
    at = Math.max(turn, at)
    await line.tryNext(at)
  }
}

for (const kind of await databases()) {
  test(`${kind.kind}: a text that was promised under a clock an hour ahead leaves at once when it is set back`, async () => {
    const database = await openFresh(kind)
    const line = steps(database, api)
    for (const to of ['+15550100001', '+15550100002']) await line.store(aText({ to }), now + AHEAD)
    await line.tryNext(now + AHEAD)
    const [wait = AHEAD] = await deliverAll(database, line)
    expect(wait).toBeLessThan(1_000)
    expect(api.arrivals).toHaveLength(2)
  })

  test(`${kind.kind}: a text that was put off under a clock an hour ahead waits no longer than it was put off for`, async () => {
    const database = await openFresh(kind)
    const line = steps(database, api)
    api.faults.push({ answer: { status: 429, headers: { 'retry-after': '40' } } })
    await line.store(aText(), now + AHEAD)
    await line.tryNext(now + AHEAD)
    expect(await deliverAll(database, line)).toEqual([40_000])
    expect(api.arrivals).toHaveLength(1)
  })

  test(`${kind.kind}: the claim of a server that died with its clock ahead ends after its lease, and the text arrives once`, async () => {
    const database = await openFresh(kind)
    const text = aText()
    const dead = steps(database, api)
    await dead.store(text, now + AHEAD)
    const claimed = await dead.claim(now + AHEAD)
    if (!claimed) throw new Error('nothing was claimed')
    // It had sent the text, and died before it could write that down.
    const message = { from: claimed.sender, to: claimed.recipient, body: claimed.body }
    await dead.send(message)
    expect(await deliverAll(database, steps(database, api))).toEqual([10_000])
    expect(api.arrivals).toHaveLength(1)
    expect(await rowOf(database, text.call)).toMatchObject({ state: 'accepted' })
  })

  test(`${kind.kind}: a promise from before a power cut that set the clock back is asked about before it is sent`, async () => {
    const database = await openFresh(kind)
    const text = aText()
    const before = steps(database, api)
    await before.store(text, now + AHEAD)
    await before.send({ from: text.from, to: text.to, body: text.body })
    // Started after the cut, which lost the claim.
    await deliverAll(database, steps(database, api, now - 1_000))
    expect(api.arrivals).toHaveLength(1)
  })
}
