import { Gauge, type Registry } from 'prom-client'
import type { Database } from '../store/database.ts'

type Waiting = { count: number; oldest: number | null }

/**
 * Gauges of what the database holds; gives the function that reads them. Servers on one database tell the same: take
 * the highest. While the database cannot be read they are left out, and `frontdesk_database_up` is 0.
 */
export function createTextMetrics(registry: Registry, database: Database, now: () => number) {
  const registers = [registry]
  const texts = new Gauge({
    name: 'frontdesk_texts',
    help: 'Promised texts on record: waiting, accepted by the platform, or dead.',
    labelNames: ['state'],
    registers,
  })
  const oldest = new Gauge({
    name: 'frontdesk_oldest_waiting_text_seconds',
    help: 'Age of the oldest text that waits; 0 without one.',
    registers,
  })
  const up = new Gauge({
    name: 'frontdesk_database_up',
    help: 'Whether the database could be read just now.',
    registers,
  })
  return async () => {
    try {
      const waiting = await readWaiting(database)
      const settled = await readSettled(database)
      texts.set({ state: 'waiting' }, waiting.count)
      for (const { state, count } of settled) texts.set({ state }, count)
      oldest.set(waiting.oldest === null ? 0 : (now() - waiting.oldest) / 1000)
      up.set(1)
    } catch {
      texts.reset()
      oldest.remove()
      up.set(0)
    }
  }
}

async function readWaiting(database: Database): Promise<Waiting> {
  const sql = `SELECT COUNT(*) AS count, MIN(promised_at) AS oldest FROM texts WHERE state = 'waiting'`
  return (await database.get<Waiting>(sql)) ?? { count: 0, oldest: null }
}

/** Zero is told too: an alert on a rise wants to see where it began. */
async function readSettled(database: Database): Promise<{ state: string; count: number }[]> {
  const sql = 'SELECT COUNT(*) AS count FROM texts WHERE state = ?'
  const count = async (state: string) => (await database.get<{ count: number }>(sql, state))?.count ?? 0
  return [
    { state: 'accepted', count: await count('accepted') },
    { state: 'dead', count: await count('dead') },
  ]
}
