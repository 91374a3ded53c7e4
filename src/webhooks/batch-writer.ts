import { setTimeout as wait } from 'node:timers/promises'

export type WriteLaterOptions<Row> = {
  /** All of the rows or none; they are in the order in which they came. */
  write(rows: Row[]): Promise<void>
  /** Told each time writing failed: the rows wait for the next time. */
  onFailure(error: unknown, rows: number): void
  /** How long rows wait for others at most. What a process that is killed had not written by then is lost. */
  delayMs?: number
  /** The same after a write that failed. */
  retryMs?: number
}

/** While a database cannot be written to: the oldest go, so that a server can go on for days. */
const MOST_WAITING = 20_000
const DELAY_MS = 50
const RETRY_MS = 1_000

/** Writes rows that nobody waits for, many at a time: a transaction costs far more than a row in it. */
export class WriteLater<Row> {
  readonly #options: WriteLaterOptions<Row>
  #waiting: Row[] = []
  /** When the rows that wait now will have been written. */
  #next: Promise<void> | undefined
  #last = Promise.resolve()
  #delayMs: number
  #isClosed = false

  constructor(options: WriteLaterOptions<Row>) {
    this.#options = options
    this.#delayMs = options.delayMs ?? DELAY_MS
  }

  add(row: Row): void {
    this.#waiting.push(row)
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift()
    this.#plan()
  }

  /** Resolves once all rows that were added before are written; rejects when that failed. */
  written(): Promise<void> {
    return this.#next ?? this.#last
  }

  /** Writes what is left; what cannot be written now never will be. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.written()
  }

  #plan(): void {
    if (this.#next) return
    this.#next = this.#writeWaiting(this.#last)
    this.#last = this.#next
    // Whoever wants to know asks for it.
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
      if (!this.#isClosed) this.#plan()
      this.#options.onFailure(error, rows.length)
      throw error
    }
  }
}
