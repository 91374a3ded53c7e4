import { LINK_LIFETIME_SECONDS } from '../call/progress.ts'
import { LOCKOUTS_LAST_MS, WINDOW_MS } from '../pins/lockout.ts'
import type { Database } from '../store/database.ts'
import { purgeBefore } from '../store/purge.ts'

const DAY_MS = 24 * 3_600_000
/** Locks work only on wrong PINs that are remembered, whatever RETENTION_DAYS says. */
const ATTEMPTS_LAST_MS = LOCKOUTS_LAST_MS + WINDOW_MS
/** After this no link of the call is good any more. */
const WORDS_LAST_MS = 2 * LINK_LIFETIME_SECONDS * 1000

/** Removes call details older than RETENTION_DAYS, and words that can no longer be asked for again. */
export function purge(database: Database, days: number, now: number): Promise<Record<string, number>> {
  return purgeBefore(database, {
    details: now - days * DAY_MS,
    failedAttempts: now - ATTEMPTS_LAST_MS,
    words: now - WORDS_LAST_MS,
  })
}
