const BEAT_MS = 100
/** So late, what waits behind the event loop has waited a fifth of what the platform allows. */
const BEHIND_MS = 1_000
/** One look may fall between two delays: what was late is taken to be late for so much longer. */
const REMEMBERED_MS = 2_000

/**
 * Tells whether the event loop is behind with its work. The delay is taken from a beat that did not come, so that it
 * is known while it lasts; the histogram of perf_hooks learns of it afterwards, when the waiting requests were served.
 */
export class EventLoopWatch {
  readonly #now: () => number
  readonly #timer: NodeJS.Timeout
  #dueAt: number
  #behindUntil = 0

  constructor(now = () => performance.now()) {
    this.#now = now
    this.#dueAt = now() + BEAT_MS
    this.#timer = setInterval(() => this.beat(), BEAT_MS).unref()
  }

  /** Run by its own timer. */
  beat(): void {
    this.#look()
    this.#dueAt = this.#now() + BEAT_MS
  }

  isBehind(): boolean {
    this.#look()
    return this.#now() < this.#behindUntil
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const now = this.#now()
    if (now - this.#dueAt >= BEHIND_MS) this.#behindUntil = now + REMEMBERED_MS
  }
}
