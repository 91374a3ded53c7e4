import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { numberKey } from '../../src/phone-numbers/number-key.ts'
import { createHttpClient } from '../../src/signalwire/http-client.ts'
import { createMessages, type Messages } from '../../src/signalwire/rest.ts'
import type { Database } from '../../src/store/database.ts'
import { type ClaimedText, claimNext } from '../../src/store/text-claims.ts'
import { insertPromise, type TextPromise } from '../../src/store/texts.ts'
import { deliver } from '../../src/texts/delivery.ts'
import { createOutbox, type Outbox, type OutboxOptions } from '../../src/texts/outbox.ts'
import { SenderFaults } from '../../src/texts/sender-faults.ts'
import type { MessagesApi } from './messages-api.ts'

export const SECRET = 'a secret of at least thirty-two characters'
export const CALLER = '+15550100001'
export const silent = { info() {}, warn() {}, error: console.error }
export const statusUrl = (call: string) => `https://line.example.com/sms-status?call=${call}`

/** A text as a call promises it, each from a caller of its own unless the test says whose. */
export function aText(given: Partial<TextPromise> = {}): TextPromise {
  return {
    call: randomUUID(),
    clientId: randomUUID(),
    at: Date.now(),
    from: '+15550100000',
    to: CALLER,
    body: 'Example Man, your appointment is on Tuesday, December 15th at 2 PM.',
    consent: 'Would you like to receive a text with this information?',
    lang: 'en-US',
    ...given,
  }
}

/** The real client of a Messages API on loopback, trusting its certificate. */
export function messagesOf(api: MessagesApi): Messages {
  const baseUrl = `https://${api.host}`
  const httpClient = createHttpClient(baseUrl, { ca: api.cert })
  const messages = createMessages({ projectId: 'project', apiToken: 'token', baseUrl, httpClient })
  onTestFinished(() => messages.close())
  return messages
}

const NO_LIMITS = { perNumber: 1_000_000, perClient: 1_000_000 }

/** One server's outbox in real time. */
export function outboxOf(
  database: Database,
  api: MessagesApi,
  {
    perSecond = 100,
    limits = NO_LIMITS,
    now = Date.now,
  }: Partial<Pick<OutboxOptions, 'perSecond' | 'limits' | 'now'>> = {},
): Outbox {
  const messages = messagesOf(api)
  const outbox = createOutbox({
    database,
    messages,
    secret: SECRET,
    perSecond,
    limits,
    now,
    statusUrl,
    log: silent,
  })
  onTestFinished(() => outbox.close())
  return outbox
}

/** An outbox whose time is passed in: each step is one server's try at what is due. */
export function steps(database: Database, api: MessagesApi, startedAt = 0) {
  const messages = messagesOf(api)
  const senderFaults = new SenderFaults()
  const parts = { database, messages, senderFaults, statusUrl, log: silent, startedAt }
  const store = (text: TextPromise, promisedAt: number) =>
    insertPromise(
      database,
      { ...text, promisedAt, numberKey: numberKey(text.to, SECRET), segments: 1 },
      NO_LIMITS,
    )
  const claim = (at: number) => claimNext(database, 4, at)
  const deliverAt = (text: ClaimedText, at: number) => deliver({ ...parts, now: () => at }, text)
  return {
    store,
    claim,
    deliverAt,
    send: (message: Parameters<Messages['send']>[0]) => messages.send(message),
    /** Whether there was anything to try. */
    async tryNext(at: number): Promise<boolean> {
      const text = await claim(at)
      if (text) await deliverAt(text, at)
      return text !== undefined
    },
  }
}

export type TextRow = {
  state: string
  answer: string | null
  tries: number
  due_at: number
  body: string | null
  recipient: string | null
  sender: string | null
  number_key: string
  consent: string
  promised_at: number
  sid: string | null
  code: string | null
  reason: string | null
  status: string | null
}

/** The row of a call's text. */
export async function rowOf(database: Database, call: string): Promise<TextRow> {
  const row = await database.get<TextRow>('SELECT * FROM texts WHERE call_sid = ?', call)
  if (!row) throw new Error('no text is stored for this call')
  return row
}
