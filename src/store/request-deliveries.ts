import { Claims } from './claims.ts'
import type { Database, Queries } from './database.ts'

/** Longer than any try takes (10 s). */
const LEASE_MS = 30_000
/** After three days of failed tries a request is given up, and stays on record as failed. */
const LIFETIME_MS = 3 * 24 * 3_600_000

/** A delivery that is this server's to try until the lease ends. */
export type ClaimedDelivery = {
  /** The request's id. */
  id: string
  giveUpAt: number
  /** This one included. */
  tries: number
}

/** A delivery that was given up. */
export type FailedDelivery = { id: string; tries: number; reason: string | null }

/** In order: only the oldest one that waits has its turn, and nothing leaves while another one is in flight. */
export const deliveryClaims = new Claims<ClaimedDelivery>({
  ...{ table: 'request_deliveries', key: 'request_id', pace: 'request_pace', leaseMs: LEASE_MS },
  candidates: `request_id = (SELECT request_id FROM request_deliveries
    WHERE state = 'waiting' ORDER BY queued_at, request_id LIMIT 1)`,
  rivals: 'other.request_id <> next.request_id',
  order: 'queued_at, request_id',
  columns: 'request_id AS id, give_up_at AS "giveUpAt", tries',
})

/** Within the transaction that records the request, so that it is never lost. A request that was recorded before is not queued. */
export async function queueDelivery(queries: Queries, id: string): Promise<void> {
  const sql = `INSERT INTO request_deliveries (request_id, state, tries, queued_at, give_up_at, due_at, due_in, leased_until)
    SELECT id, 'waiting', 0, asked_at, asked_at + ?, asked_at, 0, 0 FROM requests WHERE id = ?`
  await queries.run(sql, LIFETIME_MS, id)
}

/** It will not be tried again: the office's server has it, or it was given up. */
export async function settleDelivery(
  queries: Queries,
  id: string,
  state: 'delivered' | 'failed',
  { reason, now }: { reason: string | null; now: number },
): Promise<void> {
  const sql = `UPDATE request_deliveries SET state = ?, reason = ?, settled_at = ?, leased_until = 0
    WHERE request_id = ? AND state = 'waiting'`
  await queries.run(sql, state, reason, now, id)
}

/** Lets what has failed wait again, at its old place and for three days from now; returns how many there are. */
export function retryFailedDeliveries(database: Database, now: number): Promise<number> {
  const sql = `UPDATE request_deliveries
    SET state = 'waiting', tries = 0, give_up_at = ?, due_at = ?, due_in = 0, settled_at = NULL WHERE state = 'failed'`
  return database.run(sql, now + LIFETIME_MS, now)
}

export function readFailedDeliveries(queries: Queries): Promise<FailedDelivery[]> {
  return queries.all(
    `SELECT request_id AS id, tries, reason FROM request_deliveries
     WHERE state = 'failed' ORDER BY queued_at, request_id`,
  )
}

type Counted = { waiting: number; failed: number; oldest: number | null }

/** How many deliveries wait, since when the oldest of them, and how many have failed. */
export async function countDeliveries(queries: Queries): Promise<Counted> {
  const sql = `SELECT COUNT(CASE WHEN state = 'waiting' THEN 1 END) AS waiting,
      COUNT(CASE WHEN state = 'failed' THEN 1 END) AS failed,
      MIN(CASE WHEN state = 'waiting' THEN queued_at END) AS oldest
    FROM request_deliveries WHERE state IN ('waiting', 'failed')`
  return (await queries.get<Counted>(sql)) ?? { waiting: 0, failed: 0, oldest: null }
}
