import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { COMMAND_TIMEOUT_MS, type Database, type Queries } from './database.ts'
import { DIRECTORY_COLUMNS, type DirectoryRow } from './directory-row.ts'

/** An import that was killed blocks others for no longer than this. */
const LEASE_MS = 30_000
const POLL_MS = 50
/** How long to pause after a transaction, as a share of the time it took. */
const PAUSE = 0.5

/** What is published is flushed, and everything before it at the same time. */
const NOT_FLUSHED = 'SET LOCAL synchronous_commit = off'

const TAKE = `UPDATE directory SET lease_holder = ?, lease_until = ? WHERE lease_until < ?
  RETURNING ${DIRECTORY_COLUMNS}`
/** A lease further ahead than its term was taken by a clock that was ahead. Its term begins anew, in case its holder lives. */
const CLAMP_FUTURE = 'UPDATE directory SET lease_until = ? WHERE lease_until > ?'
const RENEW = 'UPDATE directory SET lease_until = ? WHERE lease_holder = ?'
const RELEASE = 'UPDATE directory SET lease_holder = NULL, lease_until = 0 WHERE lease_holder = ?'

/** The right to change who is on file, held by one process at a time. */
export class Lease {
  readonly #database: Database
  readonly #holder: string
  readonly #now: () => number

  constructor(database: Database, holder: string, now: () => number) {
    this.#database = database
    this.#holder = holder
    this.#now = now
  }

  /**
   * One short transaction under the lease, which it renews. SQLite has one writer and no queue: without a pause after
   * each, a call's write would hardly ever find the lock free.
   */
  async change<Result>(work: (queries: Queries) => Promise<Result>, durable = false): Promise<Result> {
    const start = performance.now()
    const fenced = async (queries: Queries) => {
      if (!durable && this.#database.kind === 'postgres') await queries.run(NOT_FLUSHED)
      // The update also locks the row until the transaction ends.
      const isHeld = (await queries.run(RENEW, this.#now() + LEASE_MS, this.#holder)) === 1
      if (isHeld) return work(queries)
      throw new Error('This import was held up for so long that another one has begun: nothing was loaded.')
    }
    const result = await this.#database.transaction(fenced, { durable, timeoutMs: COMMAND_TIMEOUT_MS })
    if (this.#database.kind === 'sqlite') await wait((performance.now() - start) * PAUSE)
    return result
  }

  async release(): Promise<void> {
    await this.#database.run(RELEASE, this.#holder)
  }
}

/**
 * Takes the lease when it is free, or has run out because its holder died; until then it waits. `onWait` is called once
 * when there is somebody to wait for.
 */
export async function waitForLease(
  database: Database,
  signal: AbortSignal,
  onWait: () => void = () => {},
  now: () => number = Date.now,
): Promise<{ lease: Lease; row: DirectoryRow }> {
  const holder = randomUUID()
  for (let hasWaited = false; ; hasWaited = true) {
    signal.throwIfAborted()
    const until = now() + LEASE_MS
    const row = await database.get<DirectoryRow>(TAKE, holder, until, now())
    if (row) return { lease: new Lease(database, holder, now), row }
    await database.run(CLAMP_FUTURE, until, until)
    if (!hasWaited) onWait()
    await wait(POLL_MS)
  }
}
