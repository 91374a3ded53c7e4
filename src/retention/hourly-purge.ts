import type { Logger } from 'pino'
import type { Database } from '../store/database.ts'
import { purge } from './purge.ts'

const HOUR_MS = 3_600_000

type Parts = { database: Database; days: number; now: () => Date; log: Pick<Logger, 'error'> }

/** Purges once an hour while the server runs; several servers may. Gives what stops it. */
export function startHourlyPurge({ database, days, now, log }: Parts): () => Promise<void> {
  let running = Promise.resolve()
  const run = async () => {
    await purge(database, days, now().getTime()).catch((err: unknown) =>
      log.error({ err }, 'the purge failed'),
    )
  }
  const timer = setInterval(() => {
    running = running.then(run)
  }, HOUR_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    return running
  }
}
