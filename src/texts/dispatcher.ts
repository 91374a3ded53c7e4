import { type ClaimedText, claimNext, nextTurn } from '../store/text-claims.ts'
import { type DeliveryParts, deliver } from './delivery.ts'

/** How often to look for texts that other servers stored, or left when they died. */
const LOOK_AGAIN_MS = 1_000
/** For when another server was faster, or the text waits for another one to the same number. */
const SHORTLY_MS = 50

export type DispatcherParts = DeliveryParts & {
  perSecond: number
  /** Called after each try, whatever its outcome. */
  onTried: (call: string) => void
}

/** Claims texts as they become due and delivers them concurrently. There is one per server. */
export class Dispatcher {
  readonly #parts: DispatcherParts
  readonly #inFlight = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> | undefined
  #isWoken = false
  #isClosed = false

  constructor(parts: DispatcherParts) {
    this.#parts = parts
  }

  /** There may be something to send. */
  wake(): void {
    this.#isWoken = true
    if (this.#round || this.#isClosed) return
    clearTimeout(this.#timer)
    this.#round = this.#run()
  }

  /** Begins no more tries, and waits for those in flight. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#round
    await Promise.all(this.#inFlight)
  }

  async #run(): Promise<void> {
    let pause = LOOK_AGAIN_MS
    while (this.#isWoken && !this.#isClosed) {
      this.#isWoken = false
      pause = await this.#dispatch().catch((error) => this.#report(error))
    }
    this.#round = undefined
    if (!this.#isClosed) this.#timer = setTimeout(() => this.wake(), pause)
  }

  /** Starts every try that is due, and returns how long to wait for the next one. */
  async #dispatch(): Promise<number> {
    const { database, perSecond, now } = this.#parts
    while (!this.#isClosed) {
      const turn = await nextTurn(database, now())
      const pause = turn === undefined ? LOOK_AGAIN_MS : turn - now()
      if (pause > 0) return Math.min(pause, LOOK_AGAIN_MS)
      const text = await claimNext(database, perSecond, now())
      if (!text) return SHORTLY_MS
      this.#begin(text)
    }
    return LOOK_AGAIN_MS
  }

  #begin(text: ClaimedText): void {
    const tried = deliver(this.#parts, text)
      // The lease expires, and the next try first asks the platform about this one.
      .catch((error) => this.#report(error, text.call))
      .then(() => {
        this.#inFlight.delete(tried)
        this.#parts.onTried(text.call)
      })
    this.#inFlight.add(tried)
  }

  #report(err: unknown, call?: string): number {
    this.#parts.log.error({ call, err }, 'a text could not be handled')
    return LOOK_AGAIN_MS
  }
}
