import { EventEmitter, once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Messages } from '../signalwire/rest.ts'
import type { Database } from '../store/database.ts'
import { Dispatcher } from './dispatcher.ts'
import type { Log } from './log.ts'
import { PromiseStore } from './promise-store.ts'
import { fixAnswer, type Storing } from './promises.ts'
import { countSegments } from './segments.ts'
import { recordStatus } from './status.ts'
import { isTextable } from './textable.ts'
import { isUnreachable, keyOf } from './unreachable-numbers.ts'
import { type TextFrame, wordText } from './wording.ts'

/** From the call of `promise` to its answer: the platform gives the whole webhook 5 s. */
const ANSWER_LIMIT_MS = 1_950
/** Kept of it for writing down what the caller is told. */
const LAST_WRITE_MS = 100

/** A text as the caller was promised it. */
export type TextPromise = {
  /** The CallSid: one text a call, however often it is asked for. */
  call: string
  /** The number that was called, E.164. */
  from: string
  /** The caller, E.164. */
  to: string
  /** The sentence; who it is from and how to stop them come around it. */
  body: string
  /** What the caller said yes to, word for word: kept as the record of their consent. */
  consent: string
}

/** What the caller may be told: the text will come, or this number takes none. */
export type PromiseAnswer = 'promised' | 'refused'

/** What became of a text, as the platform reports it later. */
export type StatusReport = {
  /** The platform's id of the message. */
  sid: string
  status: string
  code?: string | undefined
  /** The call it was promised in, from our own status URL. */
  call?: string | undefined
}

export interface Outbox {
  /**
   * Stores the text, tries it at once, and answers within 2 s whatever happens. The same call gets the same answer
   * again, and no second text. Rejects when the promise could not be stored: then nothing was promised.
   */
  promise(text: TextPromise): Promise<PromiseAnswer>
  /** False for what is not a number, a withheld one, and a number that is known to take no texts. */
  canReceive(number: string): Promise<boolean>
  recordStatus(report: StatusReport): Promise<void>
  /** Begins to deliver what earlier runs left; `promise` does so too. */
  start(): void
  /** Lets the tries in hand end, and begins no more. */
  close(): Promise<void>
}

export type OutboxOptions = TextFrame & {
  database: Database
  messages: Messages
  /** Keys the numbers that are kept after their text. */
  secret: string
  perSecond: number
  /** Where the platform reports what became of a call's text; none while it cannot reach us. */
  statusUrl?: ((call: string) => string) | undefined
  log: Log
  now?: () => number
}

/** The texts this line owes its callers. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { database, messages, secret, perSecond, log, now = Date.now } = options
  const tried = new EventEmitter().setMaxListeners(0)
  const onTried = (call: string) => tried.emit(`call ${call}`)
  const dispatcher = new Dispatcher({ ...options, now, startedAt: now(), onTried })
  const promises = new PromiseStore(database)

  function store(text: TextPromise): Promise<Storing> {
    const body = wordText(text.body, options)
    const [numberKey, segments] = [keyOf(text.to, secret), countSegments(body)]
    return promises.store({ ...text, body, numberKey, segments, promisedAt: now() })
  }

  /** What the first try came to, when it comes to something soon. */
  async function firstTry(call: string, patience: AbortSignal): Promise<PromiseAnswer> {
    const isTried = once(tried, `call ${call}`, { signal: patience }).catch(() => {})
    dispatcher.wake()
    await isTried
    return fixAnswer(database, call)
  }

  async function promise(text: TextPromise): Promise<PromiseAnswer> {
    const begun = performance.now()
    const { told, queue } = await store(text)
    if (told) return told
    const leftMs = Math.max(ANSWER_LIMIT_MS - Math.ceil(performance.now() - begun), LAST_WRITE_MS)
    // In a burst, who stands too far back in the line is not kept waiting for nothing.
    const isSoon = queue * 1_000 < leftMs * perSecond
    const answer = firstTry(text.call, AbortSignal.timeout(isSoon ? leftMs - LAST_WRITE_MS : 0))
    // The text is stored: it is promised even if the database is stuck from here on.
    const atLeast = (error: Error): PromiseAnswer => {
      log.error({ call: text.call, reason: error.message }, 'what the caller is told could not be stored')
      return 'promised'
    }
    return Promise.race([answer.catch(atLeast), wait<PromiseAnswer>(leftMs, 'promised', { ref: false })])
  }

  return {
    promise,
    canReceive: async (number) =>
      isTextable(number) && !(await isUnreachable(database, keyOf(number, secret))),
    recordStatus: (report) => recordStatus(database, report, now()),
    start() {
      // Loaded while nobody waits; a package that cannot be loaded is reported by the first try.
      messages.warmUp().catch(() => {})
      dispatcher.wake()
    },
    async close() {
      await dispatcher.close()
      messages.close()
    },
  }
}
