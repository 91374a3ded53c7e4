const TICK_MS = 100
/** With such a delay a request has waited a fifth of what the platform allows. */
const BEHIND_MS = 1_000
/** A delay counts for so much longer: a check may fall between two delays. */
const REMEMBERED_MS = 2_000

/**
 * Tells whether the event loop is behind with its work. A timer that is late shows the delay while it lasts; the
 * histogram of perf_hooks shows it afterwards, when the waiting requests were served.
 */
export class EventLoopMonitor {
  readonly #now: () => number
  readonly #timer: NodeJS.Timeout
  #dueAt: number
  #behindUntil = 0

  constructor(now = () => performance.now()) {
    this.#now = now
    this.#dueAt = now() + TICK_MS
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref()
  }

  /** Called by its own timer. */
  tick(): void {
    this.#check()
    this.#dueAt = this.#now() + TICK_MS
  }

  /** Forgets the delays so far, such as those of the start, for which no request has waited. */
  reset(): void {
    this.#dueAt = this.#now() + TICK_MS
    this.#behindUntil = 0
  }

  isBehind(): boolean {
    this.#check()
    return this.#now() < this.#behindUntil
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #check(): void {
    const now = this.#now()
    if (now - this.#dueAt >= BEHIND_MS) this.#behindUntil = now + REMEMBERED_MS
  }
}
