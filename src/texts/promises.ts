import type { Database } from '../store/database.ts'
import type { PromiseAnswer, TextPromise } from './outbox.ts'

/** The caller waits: leave the rest of their two seconds to the first try. */
const STORE_PATIENCE_MS = 1_500

export type StoredPromise = TextPromise & { numberKey: string; segments: number; promisedAt: number }

/**
 * Stores the text so that it survives a power cut. What the call was told when it asked before comes back: undefined
 * when it has not been told yet.
 */
export async function storePromise(
  database: Database,
  text: StoredPromise,
): Promise<PromiseAnswer | undefined> {
  const options = { durable: true, patienceMs: STORE_PATIENCE_MS }
  return database.transaction(async (queries) => {
    await queries.run(
      `INSERT INTO texts (call_sid, number_key, consent, promised_at, sender, recipient, body, segments,
         state, tries, due_at, leased_until, status_rank)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, 0, 0)
       ON CONFLICT (call_sid) DO NOTHING`,
      ...[text.call, text.numberKey, text.consent, text.promisedAt, text.from, text.to, text.body],
      ...[text.segments, text.promisedAt],
    )
    const sql = 'SELECT answer FROM texts WHERE call_sid = ?'
    return (await queries.get<{ answer: PromiseAnswer | null }>(sql, text.call))?.answer ?? undefined
  }, options)
}

/** Decides once and for all what the call is told: promised, unless the text has been refused by now. */
export async function fixAnswer(database: Database, call: string): Promise<PromiseAnswer> {
  const row = await database.get<{ answer: PromiseAnswer }>(
    `UPDATE texts SET answer = COALESCE(answer, 'promised') WHERE call_sid = ? RETURNING answer`,
    call,
  )
  return row?.answer ?? 'promised'
}
