import { setTimeout as wait } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { DatabaseBusy, STATEMENT_TIMEOUT_MS } from '../database.ts'

/** Short, because SQLite does not notify those who wait for the lock: they have to look while it is free. */
const LONGEST_WAIT_MS = 10

/**
 * Tries again while another process holds SQLite's lock. The driver's own busy timeout would block the event loop, and
 * every other call with it; these waits do not.
 */
export async function retryBusy<Result>(
  attempt: () => Result | Promise<Result>,
  timeoutMs = STATEMENT_TIMEOUT_MS,
): Promise<Result> {
  const deadline = performance.now() + timeoutMs
  for (let waitMs = 1; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await attempt()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (performance.now() > deadline) {
        throw new DatabaseBusy(`SQLite was locked by others for ${timeoutMs} ms`, { cause: error })
      }
    }
    await wait(waitMs * (0.5 + Math.random()))
  }
}

/** SQLITE_BUSY and its kinds: SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT. */
export function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
}
