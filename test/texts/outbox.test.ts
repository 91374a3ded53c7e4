import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databases, openForTest, openFresh } from '../store/databases.ts'
import { aText, outboxOf, rowOf, steps } from './line.ts'
import { type MessagesApi, startMessagesApi } from './messages-api.ts'

let api: MessagesApi

beforeAll(async () => {
  // Loading it takes longer than a caller waits, where the machine is busy.
  await import('@signalwire/compatibility-api')
  api = await startMessagesApi()
})
afterAll(() => api.close())
beforeEach(() => {
  for (const list of [api.arrivals, api.faults, api.requests]) list.length = 0
})

/** How long the caller waited, in milliseconds. */
async function timed<Result>(work: Promise<Result>): Promise<[Result, number]> {
  const begun = performance.now()
  return [await work, performance.now() - begun]
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 20_000, interval: 20 }).toBe(true)
}

for (const kind of await databases()) {
  describe(`a promise, on ${kind.kind}`, () => {
    test('the text is sent at once, and only what is needed of it stays', async () => {
      const database = await openFresh(kind)
      const outbox = outboxOf(database, api)
      const text = aText()
      expect(await outbox.promise(text)).toBe('promised')
      expect(api.arrivals).toMatchObject([
        {
          to: text.to,
          from: text.from,
          body: text.body,
          statusCallback: `https://line.example.com/sms-status?call=${text.call}`,
        },
      ])
      const row = await rowOf(database, text.call)
      expect(row).toMatchObject({ state: 'accepted', answer: 'promised', consent: text.consent })
      expect(Math.abs(row.promised_at - Date.now())).toBeLessThan(5_000)
      expect(JSON.stringify(row)).not.toMatch(/15550100|Example Man/)
    })

    // SQLite takes anything.
    test.runIf(kind.kind === 'postgres')('one that cannot be stored takes no other with it', async () => {
      const outbox = outboxOf(await openFresh(kind), api)
      const texts = [aText({ to: '+15550100002' }), aText({ body: 'no \0 here' }), aText()]
      const answers = await Promise.allSettled(texts.map((text) => outbox.promise(text)))
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(api.arrivals).toHaveLength(2)
    })

    test('a number that is refused for good is refused, and not offered a text again', async () => {
      const database = await openFresh(kind)
      const outbox = outboxOf(database, api)
      expect(await outbox.isOffered(aText())).toBe(true)
      api.faults.push({ answer: { status: 400, body: '{"code":"21610"}' } })
      const text = aText()
      expect(await outbox.promise(text)).toBe('refused')
      expect(await rowOf(database, text.call)).toMatchObject({ state: 'dead', code: '21610', body: null })
      expect(await outbox.isOffered(aText())).toBe(false)
      expect(await outbox.promise(aText())).toBe('refused')
      expect(api.requests).toHaveLength(1)
    })

    test.each([
      [401, 20003],
      [422, 21717],
      [400, 21601],
      [400, 21402],
    ])('a refusal with %i, %i is our fault, and no text is offered for ten minutes', async (status, code) => {
      const clock = { at: Date.now() }
      const outbox = outboxOf(await openFresh(kind), api, { now: () => clock.at })
      api.faults.push({ answer: { status, body: `{"code":"${code}"}` } })
      expect(await outbox.promise(aText())).toBe('unsendable')
      expect(await outbox.isOffered(aText())).toBe(false)
      expect(await outbox.isOffered(aText({ from: '+15550100009' }))).toBe(true)
      clock.at += 10 * 60_000
      expect(await outbox.isOffered(aText())).toBe(true)
    })

    test('our fault that was noted under a clock an hour ahead is no fault when the clock is set back', async () => {
      const clock = { at: Date.now() }
      const outbox = outboxOf(await openFresh(kind), api, { now: () => clock.at })
      api.faults.push({ answer: { status: 401, body: '{"code":"20003"}' } })
      expect(await outbox.promise(aText())).toBe('unsendable')
      clock.at -= 3_600_000
      expect(await outbox.isOffered(aText())).toBe(true)
    })

    test('once a text is taken, texts are offered again', async () => {
      const outbox = outboxOf(await openFresh(kind), api)
      api.faults.push({ answer: { status: 402, body: '{"code":"30002"}' } })
      expect(await outbox.promise(aText())).toBe('promised')
      expect(await outbox.isOffered(aText())).toBe(false)
      await until(() => api.arrivals.length === 1)
      await until(() => outbox.isOffered(aText()))
    })

    test('an unknown refusal is not blamed on the number, and stops no other text', async () => {
      const outbox = outboxOf(await openFresh(kind), api)
      api.faults.push({ answer: { status: 400, body: '{"code":99999}' } })
      expect(await outbox.promise(aText())).toBe('unsendable')
      expect(await outbox.isOffered(aText())).toBe(true)
    })

    test('asked twice at once, and again later, the call gets one answer and one text', async () => {
      const database = await openFresh(kind)
      const servers = [outboxOf(database, api), outboxOf(database, api)]
      const text = aText()
      const answers = await Promise.all([...servers, ...servers].map((outbox) => outbox.promise(text)))
      expect(answers).toEqual(['promised', 'promised', 'promised', 'promised'])
      expect(await servers[1]?.promise(text)).toBe('promised')
      expect(api.arrivals).toHaveLength(1)
    })

    test('what a call was told stays told, even when the text is refused later', async () => {
      const database = await openFresh(kind)
      const outbox = outboxOf(database, api)
      api.faults.push({ answer: { status: 503 } }, { answer: { status: 400, body: '{"code":21614}' } })
      const text = aText()
      expect(await outbox.promise(text)).toBe('promised')
      await until(async () => (await rowOf(database, text.call)).state === 'dead')
      expect(await outbox.promise(text)).toBe('promised')
      expect(api.requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
    })

    test('a server that died before it told its caller is spoken for by the next', async () => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const [accepted, refused] = [aText({ to: '+15550100002' }), aText()]
      api.faults.push({ answer: 'well', taken: true }, { answer: { status: 400, body: '{"code":21614}' } })
      for (const text of [accepted, refused]) await line.store(text, Date.now())
      await line.tryNext(Date.now())
      await line.tryNext(Date.now() + 1_000)
      const outbox = outboxOf(database, api)
      expect(await outbox.promise(accepted)).toBe('promised')
      expect(await outbox.promise(refused)).toBe('refused')
      expect(api.arrivals).toHaveLength(1)
    })

    test('a refused call stays refused', async () => {
      const outbox = outboxOf(await openFresh(kind), api)
      api.faults.push({ answer: { status: 400, body: '{"code":21614}' } })
      const text = aText()
      expect(await Promise.all([outbox.promise(text), outbox.promise(text)])).toEqual(['refused', 'refused'])
      expect(await outbox.promise(text)).toBe('refused')
      expect(api.requests).toHaveLength(1)
    })

    test('a platform that hangs keeps the caller for two seconds at most, and the text arrives', async () => {
      const outbox = outboxOf(await openFresh(kind), api)
      api.faults.push({ answer: 'hang' })
      const [answer, ms] = await timed(outbox.promise(aText()))
      expect(answer).toBe('promised')
      // Two seconds, and what a busy machine adds: `npm run bench` measures it.
      expect(ms).toBeLessThan(10_000)
      await until(() => api.arrivals.length === 1)
    })

    test('a connection that breaks is tried again', async () => {
      const outbox = outboxOf(await openFresh(kind), api)
      api.faults.push({ answer: 'drop' })
      expect(await outbox.promise(aText())).toBe('promised')
      await until(() => api.arrivals.length === 1)
    })

    test('wrong credentials refuse a new text, and only delay one that was promised', async () => {
      const database = await openFresh(kind)
      const outbox = outboxOf(database, api)
      const wrong = { answer: { status: 401, body: '{"code":20003}' } }
      api.faults.push(wrong, { answer: { status: 503 } }, wrong)
      expect(await outbox.promise(aText())).toBe('unsendable')
      const text = aText()
      expect(await outbox.promise(text)).toBe('promised')
      await until(() => api.arrivals.length === 1)
      expect(await rowOf(database, text.call)).toMatchObject({ tries: 3 })
    })

    test('what one server left, the next one delivers when it starts', async () => {
      const url = await kind.url()
      api.faults.push({ answer: { status: 503 } })
      const first = outboxOf(await openForTest(url), api)
      expect(await first.promise(aText())).toBe('promised')
      await first.close()
      expect(api.arrivals).toHaveLength(0)
      await outboxOf(await openForTest(url), api).start()
      await until(() => api.arrivals.length === 1)
    })

    test('two hundred promises in one second are all kept, and each text arrives once', async () => {
      const url = await kind.url()
      const servers = [
        outboxOf(await openForTest(url), api, { perSecond: 4 }),
        outboxOf(await openForTest(url), api, { perSecond: 4 }),
      ]
      const texts = [...Array(200).keys()].map((index) => aText({ to: `+1555020${1000 + index}` }))
      const calls = texts.map(async (text, index) => {
        await new Promise((resolve) => setTimeout(resolve, index * 5))
        return servers[index % 2]?.promise(text)
      })
      const answers = await Promise.all(calls)
      expect(new Set(answers)).toEqual(new Set(['promised']))
      // At the pace of a long code the rest would take a minute.
      await Promise.all(servers.map((server) => server.close()))
      expect(api.arrivals.length).toBeLessThan(50)
      await outboxOf(await openForTest(url), api, { perSecond: 200 }).start()
      await until(() => api.arrivals.length === 200)
      expect(api.arrivals.map(({ to }) => to).sort()).toEqual(texts.map(({ to }) => to))
    })
  })
}
