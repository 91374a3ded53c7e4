import type { Reached } from '../call/line.ts'
import type { Queries } from './database.ts'

/** Whether the end of this call has been reported. */
export async function isOver(queries: Queries, callSid: string): Promise<boolean> {
  const row = await queries.get<{ ended_at: number | null }>(
    'SELECT ended_at FROM calls WHERE call_sid = ?',
    callSid,
  )
  return row !== undefined && row.ended_at !== null
}

/** Keeps how far a call came; nothing changes once its end was reported. */
export async function recordStep(
  queries: Queries,
  callSid: string,
  { step, outcome, asks }: Reached,
  now: number,
): Promise<void> {
  await queries.run(
    `INSERT INTO calls (call_sid, started_at, last_at, step, outcome, asks, is_name_missed)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (call_sid) DO UPDATE SET last_at = excluded.last_at, step = excluded.step,
       outcome = excluded.outcome, asks = excluded.asks,
       is_name_missed = CASE WHEN excluded.is_name_missed = 1 THEN 1 ELSE calls.is_name_missed END
     WHERE calls.ended_at IS NULL`,
    ...[callSid, now, now, step, outcome, asks, outcome.endsWith('notFound') ? 1 : 0],
  )
}

/**
 * Keeps the end of a call, once; also of one that we have not heard of, so that nothing can follow it.
 * @returns how far the call had come, when its end was not known yet
 */
export function recordEnd(
  queries: Queries,
  callSid: string,
  status: string,
  now: number,
): Promise<Reached | undefined> {
  return queries.get<Reached>(
    `INSERT INTO calls (call_sid, started_at, last_at, step, outcome, ended_at, end_status)
     VALUES (?, ?, ?, '', '', ?, ?)
     ON CONFLICT (call_sid) DO UPDATE SET ended_at = excluded.ended_at, end_status = excluded.end_status
     WHERE calls.ended_at IS NULL
     RETURNING step, outcome, asks`,
    callSid,
    now,
    now,
    now,
    status,
  )
}
