import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Database, Queries } from './database.ts'
import { type DirectoryRow, releaseLease, renewLease, takeLease } from './directory-row.ts'

/** An import that was killed holds others up for no longer than this. */
const LEASE_MS = 30_000
const POLL_MS = 50
/** Of the time a transaction took. */
const PAUSE = 0.5
/** Nobody waits for a command on the phone. */
const PATIENCE_MS = 60_000

/** What is published is flushed, and with it everything before it. */
const NOT_FLUSHED = 'SET LOCAL synchronous_commit = off'

/** The right to change who is on file, held by one process at a time. */
export class Lease {
  readonly #database: Database
  readonly #holder: string

  constructor(database: Database, holder: string) {
    this.#database = database
    this.#holder = holder
  }

  /**
   * One short transaction under the lease, which it renews. SQLite has one writer and no queue: without a pause after
   * each, a call's write would hardly ever find the lock free.
   */
  async change<Result>(work: (queries: Queries) => Promise<Result>, durable = false): Promise<Result> {
    const start = performance.now()
    const fenced = async (queries: Queries) => {
      if (!durable && this.#database.kind === 'postgres') await queries.run(NOT_FLUSHED)
      if (await renewLease(queries, this.#holder, Date.now() + LEASE_MS)) return work(queries)
      throw new Error('This import was held up for so long that another one has begun: nothing was loaded.')
    }
    const result = await this.#database.transaction(fenced, { durable, patienceMs: PATIENCE_MS })
    if (this.#database.kind === 'sqlite') await wait((performance.now() - start) * PAUSE)
    return result
  }

  release(): Promise<void> {
    return releaseLease(this.#database, this.#holder)
  }
}

/** Waits for whoever changes the directory now; `onWait` is told once when there is somebody. */
export async function waitForLease(
  database: Database,
  signal: AbortSignal,
  onWait: () => void = () => {},
): Promise<{ lease: Lease; row: DirectoryRow }> {
  const holder = randomUUID()
  for (let hasWaited = false; ; hasWaited = true) {
    signal.throwIfAborted()
    const now = Date.now()
    const row = await takeLease(database, holder, now, now + LEASE_MS)
    if (row) return { lease: new Lease(database, holder), row }
    if (!hasWaited) onWait()
    await wait(POLL_MS)
  }
}
