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
  step: string,
  outcome: string,
  now: number,
): Promise<void> {
  await queries.run(
    `INSERT INTO calls (call_sid, started_at, last_at, step, outcome) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (call_sid) DO UPDATE SET last_at = excluded.last_at, step = excluded.step, outcome = excluded.outcome
     WHERE calls.ended_at IS NULL`,
    callSid,
    now,
    now,
    step,
    outcome,
  )
}

/** Keeps the end of a call, once; also of one that we have not heard of, so that nothing can follow it. */
export async function recordEnd(
  queries: Queries,
  callSid: string,
  status: string,
  now: number,
): Promise<void> {
  await queries.run(
    `INSERT INTO calls (call_sid, started_at, last_at, step, outcome, ended_at, end_status)
     VALUES (?, ?, ?, '', '', ?, ?)
     ON CONFLICT (call_sid) DO UPDATE SET ended_at = excluded.ended_at, end_status = excluded.end_status
     WHERE calls.ended_at IS NULL`,
    callSid,
    now,
    now,
    now,
    status,
  )
}
