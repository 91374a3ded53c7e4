import { setTimeout as wait } from 'node:timers/promises'

export type BatchWriterOptions<Row> = {
  /** Writes all rows or none, in the order in which they came. */
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
      await this.#options.write(rows)
      this.#delayMs = this.#options.delayMs ?? DELAY_MS
    } catch (error) {
      this.#delayMs = this.#options.retryMs ?? RETRY_MS
      this.#waiting = [...rows, ...this.#waiting]
      if (!this.#isClosed) this.#schedule()
      this.#options.onFailure(error, rows.length)
      throw error
    }
  }
}
