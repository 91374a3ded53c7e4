import { EventEmitter, once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { isTextable } from '../phone-numbers/textable.ts'
import type { Messages } from '../signalwire/rest.ts'
import type { Database } from '../store/database.ts'
import { fixAnswer, type Storing } from '../store/texts.ts'
import { isUnreachable, keyOf } from '../store/unreachable-numbers.ts'
import { Dispatcher } from './dispatcher.ts'
import type { Log } from './log.ts'
import { PromiseStore } from './promise-store.ts'
import { countSegments } from './segments.ts'
import { recordStatus } from './status.ts'
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
  /** Begins to deliver what earlier runs left; `promise` does so too. Resolves when sending is ready. */
  start(): Promise<void>
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
  return new StoredOutbox(options)
}

class StoredOutbox implements Outbox {
  readonly #options: OutboxOptions
  readonly #now: () => number
  readonly #promises: PromiseStore
  readonly #dispatcher: Dispatcher
  /** Tells who waits for the first try of a call's text that it is over. */
  readonly #tried = new EventEmitter().setMaxListeners(0)

  constructor(options: OutboxOptions) {
    const { now = Date.now } = options
    this.#options = options
    this.#now = now
    this.#promises = new PromiseStore(options.database)
    const onTried = (call: string) => this.#tried.emit(eventOf(call))
    this.#dispatcher = new Dispatcher({ ...options, now, startedAt: now(), onTried })
  }

  async promise(text: TextPromise): Promise<PromiseAnswer> {
    const begun = performance.now()
    const { told, state, queue } = await this.#store(text)
    if (told) return told
    const leftMs = Math.max(ANSWER_LIMIT_MS - Math.ceil(performance.now() - begun), LAST_WRITE_MS)
    // Nobody is kept waiting for nothing: for a try that is over, or, in a burst, far back in the line.
    const isSoon = state === 'waiting' && queue * 1_000 < leftMs * this.#options.perSecond
    const answer = this.#firstTry(text.call, isSoon ? leftMs - LAST_WRITE_MS : 0)
    // The text is stored: it is promised even if the database is stuck from here on.
    return Promise.race([answer, wait<PromiseAnswer>(leftMs, 'promised', { ref: false })])
  }

  async canReceive(number: string): Promise<boolean> {
    const { database, secret } = this.#options
    return isTextable(number) && !(await isUnreachable(database, keyOf(number, secret)))
  }

  recordStatus(report: StatusReport): Promise<void> {
    return recordStatus(this.#options.database, report, this.#now())
  }

  async start(): Promise<void> {
    // Loading holds everything up for half a second. A package that cannot be loaded is reported by the first try.
    await this.#options.messages.warmUp().catch(() => {})
    this.#dispatcher.wake()
  }

  async close(): Promise<void> {
    await this.#dispatcher.close()
    this.#options.messages.close()
  }

  #store(text: TextPromise): Promise<Storing> {
    const body = wordText(text.body, this.#options)
    const [numberKey, segments] = [keyOf(text.to, this.#options.secret), countSegments(body)]
    return this.#promises.store({ ...text, body, numberKey, segments, promisedAt: this.#now() })
  }

  /** What the caller is told once the first try is over, or is taking too long. */
  async #firstTry(call: string, patienceMs: number): Promise<PromiseAnswer> {
    const signal = AbortSignal.timeout(patienceMs)
    const isTried = once(this.#tried, eventOf(call), { signal }).catch(() => {})
    this.#dispatcher.wake()
    await isTried
    return fixAnswer(this.#options.database, call).catch((error: Error): PromiseAnswer => {
      this.#options.log.error({ call, reason: error.message }, 'what a caller is told could not be stored')
      return 'promised'
    })
  }
}

/** A call can have any id, and an event named "error" would be special. */
function eventOf(call: string): string {
  return `tried ${call}`
}
