import { Gauge, type Registry } from 'prom-client'
import type { Database } from '../store/database.ts'

/**
 * Gauges of what the database holds; gives the function that reads them. Servers on one database tell the same: take
 * the highest. While the database cannot be read they are left out, and `frontdesk_database_up` is 0.
 */
export function createStoredMetrics(registry: Registry, database: Database, now: () => number) {
  const { texts, oldest, locked, up } = createGauges(registry)
  return async () => {
    try {
      const [waiting, settled] = [await readWaiting(database), await readSettled(database)]
      const locks = await readLocks(database, now())
      texts.set({ state: 'waiting' }, waiting.count)
      for (const { state, count } of settled) texts.set({ state }, count)
      for (const { what, count } of locks) locked.set({ what }, count)
      oldest.set(waiting.oldest === null ? 0 : (now() - waiting.oldest) / 1000)
      up.set(1)
    } catch {
      texts.reset()
      locked.reset()
      oldest.remove()
      up.set(0)
    }
  }
}

function createGauges(registry: Registry) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  return {
    texts: gauge('frontdesk_texts', 'Promised texts on record: waiting, accepted by the platform, dead.', [
      'state',
    ]),
    oldest: gauge(
      'frontdesk_oldest_waiting_text_seconds',
      'Age of the oldest text that waits; 0 without one.',
    ),
    locked: gauge('frontdesk_locked', 'Records, and calling numbers, for which no PIN is right now.', [
      'what',
    ]),
    up: gauge('frontdesk_database_up', 'Whether the database could be read just now.'),
  }
}

type Waiting = { count: number; oldest: number | null }

async function readWaiting(database: Database): Promise<Waiting> {
  const sql = `SELECT COUNT(*) AS count, MIN(promised_at) AS oldest FROM texts WHERE state = 'waiting'`
  return (await database.get<Waiting>(sql)) ?? { count: 0, oldest: null }
}

/** Zero is told too: an alert on a rise wants to see where it began. */
async function readSettled(database: Database): Promise<{ state: string; count: number }[]> {
  const count = async (state: string) =>
    (await database.get<{ count: number }>('SELECT COUNT(*) AS count FROM texts WHERE state = ?', state))
      ?.count
  return [
    { state: 'accepted', count: (await count('accepted')) ?? 0 },
    { state: 'dead', count: (await count('dead')) ?? 0 },
  ]
}

/** How many are locked; the rows say who, and that stays where it is. */
async function readLocks(database: Database, now: number): Promise<{ what: string; count: number }[]> {
  const sql = 'SELECT COUNT(*) AS count FROM guesses WHERE locked_until > ? AND subject LIKE ?'
  const count = async (kind: string) => (await database.get<{ count: number }>(sql, now, `${kind}:%`))?.count
  return [
    { what: 'record', count: (await count('client')) ?? 0 },
    { what: 'number', count: (await count('number')) ?? 0 },
  ]
}
