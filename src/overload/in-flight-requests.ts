import { inTime } from './with-timeout.ts'

/** The platform gives a webhook 5 s, the way there and back included, and then plays an error of its own. */
const LONGEST_MS = 4_000
/** A step takes milliseconds: one that takes so long waits for the database. */
const SLOW_MS = 1_000
/** One or two may wait for a row that another call holds, or for a connection that was lost. */
const MANY = 3

/** The steps that callers wait for now: each ends in time, and many slow ones tell that the database is behind. */
export class StepsInProgress {
  readonly #now: () => number
  /** The oldest first. */
  readonly #steps = new Set<{ begunAt: number }>()

  constructor(now = () => performance.now()) {
    this.#now = now
  }

  /** Rejects with `TooLate` when the caller must hear something else; a failure after that goes to `onLateFailure`. */
  async answer<Result>(work: Promise<Result>, onLateFailure: (error: unknown) => void): Promise<Result> {
    const step = { begunAt: this.#now() }
    this.#steps.add(step)
    try {
      return await inTime(work, LONGEST_MS, onLateFailure)
    } finally {
      this.#steps.delete(step)
    }
  }

  areBehind(): boolean {
    const longAgo = this.#now() - SLOW_MS
    let slow = 0
    for (const { begunAt } of this.#steps) {
      if (begunAt > longAgo) return false
      if (++slow === MANY) return true
    }
    return false
  }
}
