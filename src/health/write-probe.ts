import type { Queries } from '../store/database.ts'
import { writeNothingNew } from '../store/name-keys.ts'

/** How long the outcome of one probe holds. */
const HOLDS_MS = 2_000

/** Finds out whether the database can be written to, with one small write in two seconds however often it is asked. */
export class WriteProbe {
  readonly #queries: Queries
  readonly #elapsedMs: () => number
  #last: Promise<void> | undefined
  /** When the last probe has to be repeated; never while it is under way. */
  #staleAt = 0

  /** @param elapsedMs a clock that never goes back */
  constructor(queries: Queries, elapsedMs = () => performance.now()) {
    this.#queries = queries
    this.#elapsedMs = elapsedMs
  }

  /** Rejects when the last write failed. */
  check(): Promise<void> {
    if (this.#last && this.#elapsedMs() < this.#staleAt) return this.#last
    this.#staleAt = Number.POSITIVE_INFINITY
    this.#last = writeNothingNew(this.#queries).finally(() => {
      this.#staleAt = this.#elapsedMs() + HOLDS_MS
    })
    return this.#last
  }
}
