import { EventEmitter, once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Dispatcher } from '../outbox/dispatcher.ts'
import { numberKey } from '../phone-numbers/number-key.ts'
import { isTextable } from '../phone-numbers/textable.ts'
import { type Read, read } from '../store/read.ts'
import { type ClaimedText, claimNext, textClaims } from '../store/text-claims.ts'
import { mayBeTexted, type TextLimits } from '../store/text-limits.ts'
import { fixAnswer, type PromiseAnswer, type TextOffer, type TextPromise } from '../store/texts.ts'
import { type DeliveryParts, deliver } from './delivery.ts'
import { PromiseStore } from './promise-store.ts'
import { countSegments } from './segments.ts'
import { SenderFaults } from './sender-faults.ts'
import { recordStatus, type StatusReport } from './status.ts'
import { type TextFrame, wordText } from './wording.ts'

/** From the call of `promise` to its answer: the platform gives the whole webhook 5 s. */
const ANSWER_LIMIT_MS = 1_950
/** The part of it that is reserved for writing down what the caller is told. */
const LAST_WRITE_MS = 100

export interface Outbox {
  /**
   * Stores the text, tries it at once, and answers within 2 s whatever happens. The same call gets the same answer
   * again, and no second text. Rejects when the promise could not be stored: then nothing was promised.
   */
  promise(text: TextPromise): Promise<PromiseAnswer>
  /**
   * Whether the caller can be sent a text, as far as is known before it is tried.
   * @param isWithinLimits what `mayBeTexted` gave, where it has been read
   */
  isOffered(offer: TextOffer, isWithinLimits?: boolean): Promise<boolean>
  /** Whether the limits leave room for it, and the number is not known to take no texts. */
  mayBeTexted(offer: TextOffer): Read<boolean>
  recordStatus(report: StatusReport): Promise<void>
  /** Begins to deliver what earlier runs left; `promise` does so too. Resolves when sending is ready. */
  start(): Promise<void>
  /** Waits for the tries in flight, and begins no more. */
  close(): Promise<void>
}

export type OutboxOptions = TextFrame &
  Omit<DeliveryParts, 'now' | 'startedAt' | 'senderFaults'> & {
    /** Keys the numbers, which are stored longer than their texts. */
    secret: string
    perSecond: number
    limits: TextLimits
    /** The calling codes of the countries that texts may go to; without them, the called number's country. */
    countries?: readonly string[] | undefined
    now?: () => number
  }

/** The texts that were promised to callers. */
export function createOutbox(options: OutboxOptions): Outbox {
  return new StoredOutbox(options)
}

class StoredOutbox implements Outbox {
  readonly #options: OutboxOptions
  readonly #now: () => number
  readonly #promises: PromiseStore
  readonly #dispatcher: Dispatcher<ClaimedText>
  readonly #senderFaults = new SenderFaults()
  /** Emits when the first try of a call's text is over. */
  readonly #tried = new EventEmitter().setMaxListeners(0)

  constructor(options: OutboxOptions) {
    const { now = Date.now } = options
    this.#options = options
    this.#now = now
    this.#promises = new PromiseStore(options.database, options.limits)
    this.#dispatcher = this.#openDispatcher({
      ...options,
      senderFaults: this.#senderFaults,
      now,
      startedAt: now(),
    })
  }

  async promise(text: TextPromise): Promise<PromiseAnswer> {
    const begun = performance.now()
    const stored = await this.#store(text)
    // Other calls have used the limits up since this one was offered a text.
    if (!stored) return 'unsendable'
    const { answer, state, queue } = stored
    if (answer) return answer
    const leftMs = Math.max(ANSWER_LIMIT_MS - Math.ceil(performance.now() - begun), LAST_WRITE_MS)
    // Nobody waits in vain: neither for a try that is over nor, in a burst, for one that is far back in the queue.
    const isSoon = state === 'waiting' && queue * 1_000 < leftMs * this.#options.perSecond
    const tried = this.#firstTry(text.call, isSoon ? leftMs - LAST_WRITE_MS : 0)
    // The text is stored: it is promised even if the database is stuck from here on.
    return Promise.race([tried, wait<PromiseAnswer>(leftMs, 'promised', { ref: false })])
  }

  async isOffered(offer: TextOffer, isWithinLimits?: boolean): Promise<boolean> {
    const { database, countries } = this.#options
    if (!isTextable(offer, countries) || this.#senderFaults.isKnown(offer.from, this.#now())) return false
    return isWithinLimits ?? read(database, this.mayBeTexted(offer))
  }

  mayBeTexted(offer: TextOffer): Read<boolean> {
    const { secret, limits } = this.#options
    return mayBeTexted({ numberKey: numberKey(offer.to, secret), ...offer }, limits)
  }

  recordStatus(report: StatusReport): Promise<void> {
    return recordStatus(this.#options.database, report, this.#now())
  }

  async start(): Promise<void> {
    // Loading blocks the process for half a second. A package that cannot be loaded is reported by the first try.
    await this.#options.messages.warmUp().catch(() => {})
    this.#dispatcher.wake()
  }

  async close(): Promise<void> {
    await this.#dispatcher.close()
    this.#options.messages.close()
  }

  #openDispatcher(parts: DeliveryParts): Dispatcher<ClaimedText> {
    const { database, perSecond, log } = this.#options
    const now = this.#now
    return new Dispatcher({
      now,
      nextTurn: () => textClaims.nextTurn(database, now()),
      claimNext: () => claimNext(database, perSecond, now()),
      // Where it fails, the next try first asks the platform about this one.
      deliver: (text) => deliver(parts, text),
      onTried: ({ call }) => this.#tried.emit(eventOf(call)),
      onFailure: (err, text) => log.error({ call: text?.call, err }, 'a text could not be handled'),
    })
  }

  #store(text: TextPromise) {
    const body = wordText(text.body, this.#options)
    const [key, segments] = [numberKey(text.to, this.#options.secret), countSegments(body)]
    return this.#promises.store({ ...text, body, numberKey: key, segments, promisedAt: this.#now() })
  }

  /** What the caller is told once the first try is over, or is taking too long. */
  async #firstTry(call: string, timeoutMs: number): Promise<PromiseAnswer> {
    const signal = AbortSignal.timeout(timeoutMs)
    const isTried = once(this.#tried, eventOf(call), { signal }).catch(() => {})
    this.#dispatcher.wake()
    await isTried
    return fixAnswer(this.#options.database, call).catch((err: unknown): PromiseAnswer => {
      this.#options.log.error({ call, err }, 'what a caller is told could not be stored')
      return 'promised'
    })
  }
}

/** A call can have any id, and an event named "error" would be special. */
function eventOf(call: string): string {
  return `tried ${call}`
}
