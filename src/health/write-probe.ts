import type { Database } from '../store/database.ts'
import { writeAndRemove } from '../store/write-probe.ts'

/** How long the outcome of one probe holds. */
const HOLDS_MS = 2_000

/** Finds out whether the database can be written to, with one small write in two seconds however often it is asked. */
export class WriteProbe {
  readonly #database: Pick<Database, 'transaction'>
  readonly #elapsedMs: () => number
  #last: Promise<void> | undefined
  /** When the last probe has to be repeated; never while it is under way. */
  #staleAt = 0

  /** @param elapsedMs a clock that never goes back */
  constructor(database: Pick<Database, 'transaction'>, elapsedMs = () => performance.now()) {
    this.#database = database
    this.#elapsedMs = elapsedMs
  }

  /** Rejects when the last write failed. */
  check(): Promise<void> {
    if (this.#last && this.#elapsedMs() < this.#staleAt) return this.#last
    this.#staleAt = Number.POSITIVE_INFINITY
    this.#last = writeAndRemove(this.#database).finally(() => {
      this.#staleAt = this.#elapsedMs() + HOLDS_MS
    })
    return this.#last
  }
}
