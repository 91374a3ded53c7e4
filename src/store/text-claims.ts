import type { Database } from './database.ts'

/** Longer than any try takes (two requests of 2 s). After it, another server may take the text of one that died. */
const LEASE_MS = 10_000
/** Texts leave a little slower than allowed, so that they do not bunch on the way. */
const SPACING = 1.05

/** A text that is this server's to try until the lease ends. */
export type ClaimedText = {
  call: string
  numberKey: string
  sender: string
  recipient: string
  body: string
  segments: number
  promisedAt: number
  /** This one included. */
  tries: number
  leasedUntil: number
  /** Why the last try failed. */
  reason: string | null
}

const CLAIM = `UPDATE texts SET tries = tries + 1, leased_until = ?
  WHERE call_sid = (
    SELECT call_sid FROM texts AS next
    WHERE state = 'waiting' AND due_at <= ? AND leased_until <= ?
      AND NOT EXISTS (
        SELECT 1 FROM texts AS other
        WHERE other.number_key = next.number_key AND other.state = 'waiting' AND other.leased_until > ?
      )
    ORDER BY due_at, promised_at LIMIT 1
  )
  RETURNING call_sid AS "call", number_key AS "numberKey", sender, recipient, body, segments,
    promised_at AS "promisedAt", tries, leased_until AS "leasedUntil", reason`

/**
 * Takes the next text in the queue, if one may leave now. The row of the pace is locked first, so servers on one
 * database claim one after the other. Of two texts to one number the second waits for the first: while a try is in
 * flight, its message could be taken for the other's.
 */
export async function claimNext(
  database: Database,
  perSecond: number,
  now: number,
): Promise<ClaimedText | undefined> {
  return database.transaction(async (queries) => {
    const lock = 'UPDATE text_pace SET free_at = free_at WHERE only_row = 1 AND free_at <= ?'
    if ((await queries.run(lock, now)) === 0) return undefined
    const text = await queries.get<ClaimedText>(CLAIM, now + LEASE_MS, now, now, now)
    if (!text) return undefined
    const freeIn = Math.ceil((text.segments * 1000 * SPACING) / perSecond)
    await queries.run(
      'UPDATE text_pace SET free_at = ?, free_in = ? WHERE only_row = 1',
      now + freeIn,
      freeIn,
    )
    return text
  })
}

const NEXT_TURN = `SELECT free_at AS "freeAt", (
    SELECT MIN(CASE WHEN leased_until > due_at THEN leased_until ELSE due_at END)
    FROM texts WHERE state = 'waiting'
  ) AS "dueAt", CASE WHEN free_at > free_in + ? OR EXISTS (
    SELECT 1 FROM texts WHERE state = 'waiting' AND (due_at > due_in + ? OR leased_until > ?)
  ) THEN 1 ELSE 0 END AS "isAhead"
  FROM text_pace WHERE only_row = 1`

type NextTurn = { dueAt: number | null; freeAt: number; isAhead: number }

/** When `claimNext` may next find something; undefined when nothing waits. */
export async function nextTurn(database: Database, now: number): Promise<number | undefined> {
  const read = () => database.get<NextTurn>(NEXT_TURN, now, now, now + LEASE_MS)
  let row = await read()
  if (row?.isAhead) {
    await clampFutureTimes(database, now)
    row = await read()
  }
  return row?.dueAt == null ? undefined : Math.max(row.dueAt, row.freeAt)
}

/**
 * What lies further ahead than it was written for was written by a clock that was ahead: this server's before it was
 * set back, or another server's. Its term begins anew, so that a try in flight elsewhere still has the time it needs.
 */
async function clampFutureTimes(database: Database, now: number): Promise<void> {
  const texts = `UPDATE texts SET due_at = due_in + ? WHERE state = 'waiting' AND due_at > due_in + ?`
  await database.run(texts, now, now)
  const leases = `UPDATE texts SET leased_until = ? WHERE state = 'waiting' AND leased_until > ?`
  await database.run(leases, now + LEASE_MS, now + LEASE_MS)
  await database.run('UPDATE text_pace SET free_at = free_in + ? WHERE free_at > free_in + ?', now, now)
}
