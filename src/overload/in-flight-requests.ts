/** The platform gives a webhook 5 s, the way there and back included, and then plays an error of its own. */
const REQUEST_LIMIT_MS = 4_000
/** How often to look for requests that take too long. A timer for each request would cost more than the look. */
const TICK_MS = 100
/** A request takes milliseconds: one that takes so long waits for the database. */
const SLOW_MS = 1_000
/** One or two may wait for a row that another call holds, or for a connection that was lost. */
const MANY = 3

/** The work was not done in time; it goes on by itself. */
export class TimeoutError extends Error {
  override name = 'TimeoutError'
}

type InFlight = { begunAt: number; isLate: boolean; giveUp(error: TimeoutError): void }

/** The requests that callers wait for now. Each ends in time; many slow ones show that the database is behind. */
export class InFlightRequests {
  readonly #now: () => number
  readonly #timer: NodeJS.Timeout
  /** The oldest first. */
  readonly #requests = new Set<InFlight>()

  constructor(now = () => performance.now()) {
    this.#now = now
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref()
  }

  /**
   * Settles as `work` does. A failure after the time limit goes to `onLateFailure`.
   * @throws TimeoutError while there still is time to answer something else
   */
  limit<Result>(work: Promise<Result>, onLateFailure: (error: unknown) => void): Promise<Result> {
    return new Promise((resolve, reject) => {
      const request = { begunAt: this.#now(), isLate: false, giveUp: reject }
      this.#requests.add(request)
      work.then(
        (result) => {
          this.#requests.delete(request)
          resolve(result)
        },
        (error: unknown) => {
          this.#requests.delete(request)
          if (request.isLate) onLateFailure(error)
          else reject(error)
        },
      )
    })
  }

  /** Gives up what takes too long. Called by its own timer. */
  tick(): void {
    const longAgo = this.#now() - REQUEST_LIMIT_MS
    for (const request of this.#requests) {
      if (request.begunAt > longAgo) return
      this.#requests.delete(request)
      request.isLate = true
      request.giveUp(new TimeoutError(`no answer within ${REQUEST_LIMIT_MS} ms`))
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

  close(): void {
    clearInterval(this.#timer)
  }
}
