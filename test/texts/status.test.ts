import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import type { Outbox } from '../../src/texts/outbox.ts'
import { databases, openFresh, type TestDatabase } from '../store/databases.ts'
import { aText, CALLER, outboxOf, rowOf, steps } from './line.ts'
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

type Sent = { database: Database; outbox: Outbox; call: string; sid: string }

/** A text that the platform has accepted. */
async function sentText(kind: TestDatabase): Promise<Sent> {
  const database = await openFresh(kind)
  const outbox = outboxOf(database, api)
  const { call } = aText()
  await outbox.promise(aText({ call }))
  return { database, outbox, call, sid: api.arrivals[0]?.sid ?? '' }
}

for (const kind of await databases()) {
  describe(`what became of a text, on ${kind.kind}`, () => {
    test('reports that are late, repeated or out of order never move it back', async () => {
      const { database, outbox, call, sid } = await sentText(kind)
      for (const status of ['sent', 'queued', 'delivered', 'delivered', 'sending', 'sent', 'no such thing']) {
        await outbox.recordStatus({ sid, status })
      }
      await outbox.recordStatus({ sid, status: 'failed', code: '30006' })
      expect(await rowOf(database, call)).toMatchObject({ status: 'delivered', code: null })
      expect(await outbox.isOffered(aText())).toBe(true)
    })

    test.each(['30004', '30005', '30006', '21610'])(
      'after %s the number is not offered a text',
      async (code) => {
        const { database, outbox, call, sid } = await sentText(kind)
        await outbox.recordStatus({ sid, status: 'undelivered', code })
        expect(await rowOf(database, call)).toMatchObject({ state: 'accepted', status: 'undelivered', code })
        expect(await outbox.isOffered(aText())).toBe(false)
        expect(await outbox.isOffered(aText({ to: '+15550100002' }))).toBe(true)
        const marked = await database.all('SELECT * FROM unreachable_numbers')
        expect(JSON.stringify(marked)).not.toContain(CALLER.slice(1))
      },
    )

    test.each(['30003', '30007', '30008'])('after %s it still is', async (code) => {
      const { outbox, sid } = await sentText(kind)
      await outbox.recordStatus({ sid, status: 'failed', code })
      expect(await outbox.isOffered(aText())).toBe(true)
    })

    test('a report settles a text whose answer was lost: it is not sent again', async () => {
      const database = await openFresh(kind)
      const line = steps(database, api)
      const text = aText()
      const now = Date.now()
      api.faults.push({ taken: true, answer: 'drop' })
      await line.store(text, now)
      await line.tryNext(now)
      const sid = api.arrivals[0]?.sid ?? ''
      const outbox = outboxOf(database, api)
      await outbox.recordStatus({ sid, status: 'delivered', call: text.call })
      expect(await rowOf(database, text.call)).toMatchObject({ state: 'accepted', status: 'delivered', sid })
      expect(await line.tryNext(now + 30_000)).toBe(false)
      expect(api.requests).toHaveLength(1)
    })

    test('a report on a message that is not ours changes nothing', async () => {
      const { database, outbox, call } = await sentText(kind)
      await outbox.recordStatus({ sid: 'another', status: 'failed', code: '30006', call })
      expect(await rowOf(database, call)).toMatchObject({ state: 'accepted', status: null })
      expect(await outbox.isOffered(aText())).toBe(true)
    })
  })
}
