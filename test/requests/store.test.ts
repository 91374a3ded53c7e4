import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { createEncryption } from '../../src/crypto/encryption.ts'
import { erase } from '../../src/retention/erase.ts'
import { purge } from '../../src/retention/purge.ts'
import { readAudit } from '../../src/store/audit.ts'
import type { Database } from '../../src/store/database.ts'
import { encryptWords, FORGET_WORDS, keepWords, recordDisclosure } from '../../src/store/disclosures.ts'
import { read } from '../../src/store/read.ts'
import { type IncomingReply, recordReply } from '../../src/store/replies.ts'
import { finishRequest, type NewRequest, recordRequest } from '../../src/store/requests.ts'
import { mayBeTexted } from '../../src/store/text-limits.ts'
import { insertPromise, markAccepted } from '../../src/store/texts.ts'
import { fileClients } from '../helper.ts'
import { databases, openForTest } from '../store/databases.ts'
import { requestsOf } from './read.ts'

const DAY = 24 * 3_600_000
const now = Date.UTC(2026, 10, 22, 15)
const config = readConfig({ PIN_SECRET: 'a secret of the tests', STATE_SECRET: 'another secret' })
const asked: NewRequest = {
  ...{ id: 'r1', call: 'call-1', step: 'request', kind: 'confirm' },
  ...{ client: 'c1', number: '+12025550123', at: now },
}

/** A call that was told of a client's appointment. */
async function tell(database: Database, call: string, clientId = 'c1') {
  const disclosure = { clientId, appointmentAt: now + DAY, toldAt: now }
  const words = {
    name: '',
    lang: 'en-US',
    sentences: [],
    written: [],
    hasAppointment: true,
    hasMessage: false,
  } as const
  await recordDisclosure(database, call, disclosure)
  const encryption = createEncryption('a secret of the tests')
  const told = { ...words, sentences: [], written: [] }
  await keepWords(database, call, disclosure, encryptWords(encryption, call, disclosure.clientId, told))
}

const record = (database: Database, request: NewRequest) =>
  database.transaction((queries) => recordRequest(queries, request), { durable: true })

for (const kind of await databases()) {
  const open = async () => {
    const url = await kind.url()
    // Two servers on one database.
    const [database, other] = [await openForTest(url), await openForTest(url)]
    await fileClients(database, config, [
      { id: 'c1', name: 'Example Man', pin: '1995', phone: '+12025550144' },
    ])
    return { database, other }
  }

  test(`${kind.kind}: a request that reaches two servers at once counts once, and both know which`, async () => {
    const { database, other } = await open()
    await tell(database, 'call-1')
    const both = await Promise.all([
      record(database, asked),
      record(other, { ...asked, id: 'r2' }),
      record(database, { ...asked, id: 'r3' }),
    ])
    expect(both).toEqual(['confirm', 'confirm', 'confirm'])
    expect(await record(other, { ...asked, id: 'r4', kind: 'cancel' })).toBe('confirm')
    expect(await requestsOf(database)).toMatchObject([{ kind: 'confirm', appointmentAt: now + DAY }])
    const entries = []
    for await (const one of readAudit(database, { since: 0, until: now + DAY })) entries.push(one.what)
    expect(entries).toEqual(['asked-confirm', 'told'])
  })

  test(`${kind.kind}: a call that was not told of the client, or is over, records nothing`, async () => {
    const { database } = await open()
    await tell(database, 'call-1')
    expect(await record(database, { ...asked, call: 'call-2' })).toBeUndefined()
    expect(await record(database, { ...asked, client: 'c2' })).toBeUndefined()
    await database.run(FORGET_WORDS, 'call-1')
    expect(await record(database, asked)).toBeUndefined()
    expect(await requestsOf(database)).toEqual([])
  })

  test(`${kind.kind}: a call back about nobody is taken from any call, once`, async () => {
    const { database } = await open()
    const callBack = { ...asked, kind: 'call-back', step: 'call-back', client: null } as const
    expect(await record(database, callBack)).toBe('call-back')
    expect(await record(database, { ...callBack, id: 'r2' })).toBe('call-back')
    expect(await requestsOf(database)).toMatchObject([{ id: 'r1', client: null, appointment: null }])
  })

  test(`${kind.kind}: requests go with an erased client and with their age, done or not`, async () => {
    const { database } = await open()
    await tell(database, 'call-1')
    await record(database, asked)
    await record(database, { ...asked, id: 'r5', call: 'call-5', client: null, number: '+12025550144' })
    const old = { ...asked, client: null, kind: 'call-back' } as const
    await record(database, { ...old, id: 'old', call: 'old', at: now - 91 * DAY })
    await record(database, { ...old, id: 'young', call: 'young', at: now - 89 * DAY })
    expect(await purge(database, 90, now)).toMatchObject({ requests: 1 })
    await erase(database, 'c1', now)
    expect((await requestsOf(database)).map(({ id }) => id)).toEqual(['young'])
    expect(await record(database, { ...asked, id: 'r2' })).toBeUndefined()
  })

  test(`${kind.kind}: a request is done once`, async () => {
    const { database } = await open()
    await tell(database, 'call-1')
    await record(database, asked)
    expect(await finishRequest(database, { id: 'r1', by: 'command', at: now + 1 })).toBe(true)
    expect(await finishRequest(database, { id: 'r1', by: 'another', at: now + 2 })).toBe(false)
    expect(await finishRequest(database, { id: 'r9', by: 'command', at: now + 2 })).toBe(false)
    expect(await requestsOf(database)).toMatchObject([{ doneAt: now + 1, doneBy: 'command' }])
  })

  const text = { call: 'call-1', clientId: 'c1', from: '+12025550100', to: '+12025550123', at: now }
  const incoming: IncomingReply = {
    ...{ messageSid: 'm1', number: '+12025550123', numberKey: 'key' },
    ...{ meaning: 'confirm', requestId: 'r1', at: now },
  }
  const reply = (database: Database, given: Partial<IncomingReply>) =>
    database.transaction((queries) => recordReply(queries, { ...incoming, ...given }), { durable: true })
  /** A database, and a call that was told of the client and has been promised a text; it has left, if so wished. */
  const openTexted = async (hasLeft: boolean) => {
    const both = await open()
    await tell(both.database, 'call-1')
    const words = { body: 'x', consent: 'x', lang: 'es-US', numberKey: 'key', segments: 1 } as const
    const limits = { perNumber: 3, perClient: 3 }
    await insertPromise(both.database, { ...text, ...words, promisedAt: now }, limits)
    if (hasLeft) await markAccepted(both.database, 'call-1', 'sid-1', now)
    return both
  }

  test(`${kind.kind}: a reply that reaches two servers at once counts once, and both answer alike`, async () => {
    const { database, other } = await openTexted(true)
    const both = [
      reply(database, {}),
      reply(other, { requestId: 'r2' }),
      reply(database, { requestId: 'r3' }),
    ]
    expect(await Promise.all(both)).toEqual(Array(3).fill({ answer: 'confirm', lang: 'es-US' }))
    expect(await requestsOf(database)).toMatchObject([{ kind: 'confirm', appointmentAt: now + DAY }])
    const others = [1, 2, 3, 4].map((n) =>
      reply(n % 2 ? database : other, { messageSid: `o${n}`, meaning: 'other' }),
    )
    const answers = (await Promise.all(others)).map(({ answer }) => answer)
    expect(answers.sort()).toEqual(['nothing', 'nothing', 'nothing', 'other'])
  })

  test(`${kind.kind}: an opt-out drops the texts that wait, and outlives every purge until it is lifted`, async () => {
    const { database, other } = await openTexted(false)
    // It has not left: there is nothing that could be confirmed.
    expect(await reply(database, {})).toEqual({ answer: 'other', lang: null })
    expect(await reply(database, { messageSid: 'm2', meaning: 'opt-out' })).toMatchObject({
      answer: 'opt-out',
    })
    const row = await database.get('SELECT state, code, reason, recipient, answer FROM texts')
    expect(row).toEqual({
      ...{ state: 'dead', code: 'opted-out', reason: 'the number has opted out' },
      ...{ recipient: null, answer: 'refused' },
    })
    expect(await purge(other, 90, now + 91 * DAY)).toMatchObject({ replies: 2, 'unreachable numbers': 0 })
    const recipient = { ...text, call: 'call-2', numberKey: 'key', at: now + 91 * DAY }
    const isTexted = () => read(database, mayBeTexted(recipient, { perNumber: 3, perClient: 3 }))
    expect(await isTexted()).toBe(false)
    await reply(database, { messageSid: 'm3', meaning: 'opt-in' })
    expect(await isTexted()).toBe(true)
  })

  test(`${kind.kind}: a reply beside the erasure of its client leaves no request behind`, async () => {
    const { database, other } = await openTexted(true)
    await Promise.all([reply(database, {}), erase(other, 'c1', now), reply(other, { messageSid: 'm2' })])
    expect(await requestsOf(database)).toEqual([])
    expect(await reply(database, { messageSid: 'm3' })).toMatchObject({ lang: null })
    expect(await requestsOf(database)).toEqual([])
  })
}
