import { setTimeout as wait } from 'node:timers/promises'

export type BatchWriterOptions<Row> = {
  /** Writes all of these rows or none, in the order in which they came; a few hundred at a time. */
  write(rows: Row[]): Promise<void>
  /** Called each time a write failed; the rows are tried again. */
  onFailure(error: unknown, rows: number): void
  /** How long a row waits for others at most; a killed process loses what it has not written. */
  delayMs?: number
  /** The same after a failed write. */
  retryMs?: number
}

/** While the database is down the oldest rows are dropped, so that the server can run on for days. */
const MOST_WAITING = 20_000
/** However many wait, one write is short: it locks the database, and a failed one is repeated from its beginning. */
const MOST_AT_ONCE = 300
const DELAY_MS = 50
const RETRY_MS = 1_000

/** Writes rows that nobody waits for in batches: a transaction costs far more than a row in it. */
export class BatchWriter<Row> {
  readonly #options: BatchWriterOptions<Row>
  #waiting: Row[] = []
  /** Settles when the rows that wait now are written. */
  #next: Promise<void> | undefined
  #last = Promise.resolve()
  #delayMs: number
  #isClosed = false

  constructor(options: BatchWriterOptions<Row>) {
    this.#options = options
    this.#delayMs = options.delayMs ?? DELAY_MS
  }

  add(row: Row): void {
    this.#waiting.push(row)
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift()
    this.#schedule()
  }

  /** Resolves once all rows added so far are written; rejects when that failed. */
  written(): Promise<void> {
    return this.#next ?? this.#last
  }

  /** Writes what is left, or loses it. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.written()
  }

  #schedule(): void {
    if (this.#next) return
    this.#next = this.#writeWaiting(this.#last)
    this.#last = this.#next
    // Only `written` reports the failure.
    this.#next.catch(() => {})
  }

  async #writeWaiting(before: Promise<void>): Promise<void> {
    await Promise.all([wait(this.#delayMs), before.catch(() => {})])
    const rows = this.#waiting
    this.#waiting = []
    this.#next = undefined
    try {
      while (rows.length > 0) {
        await this.#options.write(rows.slice(0, MOST_AT_ONCE))
        rows.splice(0, MOST_AT_ONCE)
      }
      this.#delayMs = this.#options.delayMs ?? DELAY_MS
    } catch (error) {
      this.#delayMs = this.#options.retryMs ?? RETRY_MS
      this.#waiting = [...rows, ...this.#waiting].slice(-MOST_WAITING)
      if (!this.#isClosed) this.#schedule()
      this.#options.onFailure(error, rows.length)
      throw error
    }
  }
}
