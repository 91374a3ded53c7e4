import type { Logger } from 'pino'
import { LINK_LIFETIME_SECONDS } from '../call/progress.ts'
import { LOCKOUTS_LAST_MS, WINDOW_MS } from '../pins/lockout.ts'
import type { Database } from '../store/database.ts'
import { purgeBefore } from '../store/purge.ts'

/** What was removed can still be in SQLite's -wal file; the next purge tries again. */
export const LOG_IN_USE =
  'other processes are reading the database: what was removed stays in its -wal file until the next purge'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Lockouts depend on the wrong PINs that are remembered, so RETENTION_DAYS does not shorten this. */
const ATTEMPTS_LAST_MS = LOCKOUTS_LAST_MS + WINDOW_MS
/** How long a request is sent to the office's server until it takes it. */
const TRIES_LAST_MS = 3 * DAY_MS
/** After this no link of the call is valid. */
const WORDS_LAST_MS = 2 * LINK_LIFETIME_SECONDS * 1000

/** Long enough for the office to look at them every week. */
const MISHEARD_LAST_MS = 14 * DAY_MS

/** Removes call details older than RETENTION_DAYS, and words that can no longer be asked for again. */
export function purge(database: Database, days: number, now: number): Promise<Record<string, number>> {
  return purgeBefore(database, {
    details: now - days * DAY_MS,
    undelivered: now - Math.max(days * DAY_MS, TRIES_LAST_MS),
    failedAttempts: now - ATTEMPTS_LAST_MS,
    words: now - WORDS_LAST_MS,
    misheard: now - MISHEARD_LAST_MS,
  })
}

type HourlyPurge = { database: Database; days: number; now: () => Date; log: Pick<Logger, 'error' | 'warn'> }

/** Purges once an hour while the server runs. Several servers may do so. Returns the function that stops it. */
export function startHourlyPurge(parts: HourlyPurge): () => Promise<void> {
  const { log } = parts
  let running = Promise.resolve()
  const run = () => purgeOnce(parts).catch((err: unknown) => log.error({ err }, 'the purge failed'))
  const timer = setInterval(() => {
    running = running.then(run)
  }, HOUR_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    return running
  }
}

async function purgeOnce({ database, days, now, log }: HourlyPurge): Promise<void> {
  await purge(database, days, now().getTime())
  // Also what another process has erased and could not clear.
  if (!(await database.clearLog())) log.warn(LOG_IN_USE)
}
