import { setImmediate as nextTurnOfEventLoop } from 'node:timers/promises'
import { type Database, DatabaseBusy } from '../store/database.ts'
import type { TextLimits } from '../store/text-limits.ts'
import { countDue, insertPromise, lockTexts, type PromiseStatus, type StoredPromise } from '../store/texts.ts'

/** The callers wait: the rest of their two seconds is for the first try. */
const STORE_TIMEOUT_MS = 1_500
/** Other servers wait for the transaction. */
const LARGEST_BATCH = 25

/** `queue`: how many texts wait for their turn, this one included. */
type Stored = PromiseStatus & { queue: number }

type Waiting = {
  text: StoredPromise
  since: number
  resolve(stored: Stored | undefined): void
  reject(error: unknown): void
}

/**
 * Stores promises so that they survive a power cut. Flushing a commit to disk takes milliseconds in which SQLite does
 * nothing else, so promises that come together share a commit.
 */
export class PromiseStore {
  readonly #database: Database
  readonly #limits: TextLimits
  #waiting: Waiting[] = []
  #isStoring = false

  constructor(database: Database, limits: TextLimits) {
    this.#database = database
    this.#limits = limits
  }

  /** Undefined when there were too many texts. Rejects within a second and a half when the text cannot be stored. */
  store(text: StoredPromise): Promise<Stored | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text, since: performance.now(), resolve, reject })
      if (!this.#isStoring) void this.#storeAll()
    })
  }

  async #storeAll(): Promise<void> {
    this.#isStoring = true
    while (this.#waiting.length > 0) {
      // Promises of one turn of the event loop are stored together.
      await nextTurnOfEventLoop()
      const batch = this.#waiting.splice(0, LARGEST_BATCH)
      const stored = await this.#isStored(batch)
      // A text that the database cannot hold must not take the others with it.
      if (!stored) await Promise.all(batch.map((one) => this.#isStored([one])))
    }
    this.#isStoring = false
  }

  /** False when the batch failed and its texts should be tried one by one. */
  async #isStored(batch: Waiting[]): Promise<boolean> {
    const since = batch[0]?.since ?? 0
    const waitedMs = () => Math.round(performance.now() - since)
    try {
      const stored = await this.#insert(batch, Math.max(STORE_TIMEOUT_MS - waitedMs(), 1))
      for (const [index, result] of stored.entries()) batch[index]?.resolve(result)
    } catch (error) {
      const isTooLate = error instanceof DatabaseBusy || waitedMs() > STORE_TIMEOUT_MS / 2
      if (batch.length > 1 && !isTooLate) return false
      for (const { reject } of batch) reject(error)
    }
    return true
  }

  #insert(batch: Waiting[], timeoutMs: number): Promise<(Stored | undefined)[]> {
    return this.#database.transaction(
      async (queries) => {
        await lockTexts(queries)
        const stored: (PromiseStatus | undefined)[] = []
        for (const { text } of batch) stored.push(await insertPromise(queries, text, this.#limits))
        const queue = await countDue(queries, batch.at(-1)?.text.promisedAt ?? 0)
        return stored.map((one) => one && { ...one, queue })
      },
      { durable: true, timeoutMs },
    )
  }
}
