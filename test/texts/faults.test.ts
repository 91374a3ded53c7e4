import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databases, openFresh } from '../store/databases.ts'
import { aText, rowOf, steps } from './line.ts'
import { type Fault, type MessagesApi, startMessagesApi } from './messages-api.ts'

const SECOND = 1_000
const DAY = 86_400 * SECOND
let api: MessagesApi

beforeAll(async () => {
  api = await startMessagesApi()
})
afterAll(() => api.close())
beforeEach(() => {
  for (const list of [api.arrivals, api.faults, api.requests]) list.length = 0
})

const FAULTS: [string, Fault][] = [
  ['500 and nothing', { answer: { status: 500 } }],
  ['500, though the text was taken', { taken: true, answer: { status: 500 } }],
  ['503', { answer: { status: 503 } }],
  ['429', { answer: { status: 429, body: '{"code":20429}' } }],
  ['502 and a page', { answer: { status: 502, body: '<html><h1>Bad Gateway</h1>' } }],
  ['201 and half a body', { taken: true, answer: { status: 201, body: '{"sid":"0f' } }],
  ['a connection dropped before the text was taken', { answer: 'drop' }],
  ['a connection dropped after the text was taken', { taken: true, answer: 'drop' }],
  ['no answer, and the text was not taken', { answer: 'hang' }],
  ['no answer, though the text was taken', { taken: true, answer: 'hang' }],
]

for (const kind of await databases()) {
  describe(`a text survives, on ${kind.kind}`, () => {
    test.each(FAULTS)('%s', async (_name, fault) => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const text = aText()
      const promisedAt = Date.now()
      api.faults.push(fault)
      await line.store(text, promisedAt)

      expect(await line.tryNext(promisedAt)).toBe(true)
      const second = await rowOf(database, text.call)
      expect(second.state).toBe('waiting')
      expect(second.due_at - promisedAt).toBeLessThan(1 * SECOND)
      expect(await line.tryNext(second.due_at - 1)).toBe(false)

      expect(await line.tryNext(second.due_at)).toBe(true)
      expect(api.arrivals).toMatchObject([{ to: text.to, body: text.body }])
      expect(await rowOf(database, text.call)).toMatchObject({ state: 'accepted', sid: api.arrivals[0]?.sid })
      expect(await line.tryNext(promisedAt + DAY)).toBe(false)
    })

    test('the platform does not say what it has: nothing is sent until it does', async () => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const text = aText()
      const promisedAt = Date.now()
      api.faults.push({ taken: true, answer: 'drop' }, { method: 'GET', answer: { status: 503 } })
      await line.store(text, promisedAt)
      await line.tryNext(promisedAt)
      const second = await rowOf(database, text.call)
      await line.tryNext(second.due_at)
      const third = await rowOf(database, text.call)
      expect(third.state).toBe('waiting')
      expect(third.due_at - promisedAt).toBeLessThan(30 * SECOND)
      await line.tryNext(third.due_at)
      expect(api.arrivals).toHaveLength(1)
      expect(await rowOf(database, text.call)).toMatchObject({ state: 'accepted' })
    })

    test('a platform that will never say does not hold the text back', async () => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const text = aText()
      api.faults.push({ answer: 'drop' }, { method: 'GET', answer: { status: 404 } })
      await line.store(text, Date.now())
      await line.tryNext(Date.now())
      await line.tryNext((await rowOf(database, text.call)).due_at)
      expect(api.arrivals).toHaveLength(1)
    })

    test('Retry-After is waited for', async () => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const text = aText()
      const now = Date.now()
      api.faults.push({ answer: { status: 429, headers: { 'retry-after': '40' } } })
      await line.store(text, now)
      await line.tryNext(now)
      expect(await line.tryNext(now + 39 * SECOND)).toBe(false)
      expect(await line.tryNext(now + 40 * SECOND)).toBe(true)
      expect(api.arrivals).toHaveLength(1)
    })

    test('after a day the text is dead, with the last reason, and wiped', async () => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const text = aText()
      const promisedAt = Date.now()
      await line.store(text, promisedAt)
      for (let now = promisedAt; now < promisedAt + DAY; now = (await rowOf(database, text.call)).due_at) {
        api.faults.push({ answer: { status: 503 } }, { method: 'GET', answer: { status: 503 } })
        await line.tryNext(now)
      }
      expect(await rowOf(database, text.call)).toMatchObject({ state: 'waiting', reason: 'HTTP 503' })
      await line.tryNext(promisedAt + DAY)
      const reason = 'not taken within a day: HTTP 503'
      const dead = { state: 'dead', code: 'expired', reason, body: null, recipient: null, sender: null }
      expect(await rowOf(database, text.call)).toMatchObject(dead)
      expect(api.requests.length).toBeLessThan(120)
    })
  })

  describe(`a server dies, on ${kind.kind}`, () => {
    test('before the text was sent: another one sends it within 30 s', async () => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const now = Date.now()
      await line.store(aText(), now)
      expect(await line.claim(now)).toBeDefined()
      expect(await line.claim(now + 5 * SECOND)).toBeUndefined()
      expect(await line.tryNext(now + 30 * SECOND)).toBe(true)
      expect(api.arrivals).toHaveLength(1)
    })

    test('after the text was sent, before it was written down: it is not sent again', async () => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const now = Date.now()
      const text = aText()
      await line.store(text, now)
      const claimed = await line.claim(now)
      api.arrivals.push({ ...text, sid: 'sent-and-forgotten', statusCallback: '', at: now })
      expect(claimed?.tries).toBe(1)
      await line.tryNext(now + 30 * SECOND)
      expect(api.arrivals).toHaveLength(1)
      expect(await rowOf(database, text.call)).toMatchObject({ state: 'accepted', sid: 'sent-and-forgotten' })
    })

    test('with the whole machine, and has forgotten the try: the next one asks first', async () => {
      const database = await openFresh(kind)
      const now = Date.now()
      const text = aText()
      await steps(database, api).store(text, now)
      api.arrivals.push({ ...text, sid: 'sent-and-forgotten', statusCallback: '', at: now })
      await steps(database, api, now + SECOND).tryNext(now + 2 * SECOND)
      expect(api.arrivals).toHaveLength(1)
      expect(await rowOf(database, text.call)).toMatchObject({ state: 'accepted', sid: 'sent-and-forgotten' })
    })

    test('one that wakes up after its lease sends nothing', async () => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const now = Date.now()
      await line.store(aText(), now)
      const asleep = await line.claim(now)
      await line.tryNext(now + 30 * SECOND)
      if (asleep) await line.deliverAt(asleep, now + 31 * SECOND)
      expect(api.arrivals).toHaveLength(1)
    })
  })

  describe(`two calls of one person with the same text, on ${kind.kind}`, () => {
    test('the text of one is not taken for the text of the other', async () => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const now = Date.now()
      const [first, second] = [aText(), aText()]
      await line.store(first, now)
      await line.tryNext(now)
      api.faults.push({ answer: 'drop' })
      await line.store(second, now + SECOND)
      await line.tryNext(now + SECOND)
      await line.tryNext(now + 30 * SECOND)
      expect(api.arrivals).toHaveLength(2)
      expect(await rowOf(database, second.call)).toMatchObject({ sid: api.arrivals[1]?.sid })
    })

    test('while one is being sent, the other waits', async () => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const now = Date.now()
      await line.store(aText(), now)
      await line.store(aText(), now + 1)
      const claimed = await line.claim(now + SECOND)
      expect(await line.claim(now + 2 * SECOND)).toBeUndefined()
      if (claimed) await line.deliverAt(claimed, now + 2 * SECOND)
      expect(await line.tryNext(now + 3 * SECOND)).toBe(true)
      expect(api.arrivals).toHaveLength(2)
    })
  })

  describe(`the pace, on ${kind.kind}`, () => {
    test('no second sees more than four texts leave, whoever sends them, first come first served', async () => {
      const database = await openFresh(kind)
      const servers = [steps(database, api), steps(database, api)]
      const start = Date.now()
      for (let index = 0; index < 12; index++) {
        await servers[0]?.store(aText({ to: `+1555010${1000 + index}` }), start + index)
      }
      const left: number[] = []
      for (let now = start + 20; left.length < 12; now += 10) {
        const claims = await Promise.all(servers.map((server) => server.claim(now)))
        left.push(...claims.filter((text) => text !== undefined).map(() => now))
        for (const [index, text] of claims.entries()) if (text) await servers[index]?.deliverAt(text, now)
      }
      expect(api.arrivals.map(({ to }) => Number(to.slice(-4)) - 1000)).toEqual([...Array(12).keys()])
      for (const [index, at] of left.entries())
        expect((left[index + 4] ?? Infinity) - at).toBeGreaterThan(1000)
      expect((left.at(-1) ?? 0) - start).toBeLessThan(3_200)
    })
  })
}
