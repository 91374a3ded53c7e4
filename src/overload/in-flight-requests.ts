import { withTimeout } from './with-timeout.ts'

/** The platform gives a webhook 5 s, the way there and back included, and then plays an error of its own. */
const REQUEST_LIMIT_MS = 4_000
/** A request takes milliseconds: one that takes so long waits for the database. */
const SLOW_MS = 1_000
/** One or two may wait for a row that another call holds, or for a connection that was lost. */
const MANY = 3

/** The requests that callers wait for now. Each ends in time; many slow ones show that the database is behind. */
export class InFlightRequests {
  readonly #now: () => number
  /** The oldest first. */
  readonly #requests = new Set<{ begunAt: number }>()

  constructor(now = () => performance.now()) {
    this.#now = now
  }

  /**
   * Settles as `work` does. A failure after the time limit goes to `onLateFailure`.
   * @throws TimeoutError while there still is time to answer something else
   */
  async limit<Result>(work: Promise<Result>, onLateFailure: (error: unknown) => void): Promise<Result> {
    const request = { begunAt: this.#now() }
    this.#requests.add(request)
    try {
      return await withTimeout(work, REQUEST_LIMIT_MS, onLateFailure)
    } finally {
      this.#requests.delete(request)
    }
  }

  areBehind(): boolean {
    const longAgo = this.#now() - SLOW_MS
    let slow = 0
    for (const { begunAt } of this.#requests) {
      if (begunAt > longAgo) return false
      if (++slow === MANY) return true
    }
    return false
  }
}
