import type { PromiseAnswer, TextPromise } from '../texts/outbox.ts'
import type { Database, Queries } from './database.ts'

export type StoredPromise = TextPromise & { numberKey: string; segments: number; promisedAt: number }

export type Storing = {
  /** What the call was told when it asked before; null when it has not been told yet. */
  told: PromiseAnswer | null
  state: 'waiting' | 'accepted' | 'dead'
  /** How many texts wait for their turn, this one included. */
  queue: number
}

/** Stores the text, once a call. */
export async function insertPromise(queries: Queries, text: StoredPromise): Promise<Storing> {
  await queries.run(
    `INSERT INTO texts (call_sid, number_key, consent, promised_at, sender, recipient, body, segments,
       state, tries, due_at, leased_until, status_rank)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, 0, 0)
     ON CONFLICT (call_sid) DO NOTHING`,
    ...[text.call, text.numberKey, text.consent, text.promisedAt, text.from, text.to, text.body],
    ...[text.segments, text.promisedAt],
  )
  const row = await queries.get<Storing>(
    `SELECT answer AS told, state, (
       SELECT COUNT(*) FROM texts WHERE state = 'waiting' AND due_at <= ? AND leased_until <= ?
     ) AS queue
     FROM texts WHERE call_sid = ?`,
    ...[text.promisedAt, text.promisedAt, text.call],
  )
  return row ?? { told: null, state: 'waiting', queue: 0 }
}

/** Decides once and for all what the call is told: promised, unless the text has been refused by now. */
export async function fixAnswer(database: Database, call: string): Promise<PromiseAnswer> {
  const row = await database.get<{ answer: PromiseAnswer }>(
    `UPDATE texts SET answer = COALESCE(answer, 'promised') WHERE call_sid = ? RETURNING answer`,
    call,
  )
  return row?.answer ?? 'promised'
}
