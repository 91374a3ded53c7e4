import type { Queries, Value } from './database.ts'
import { insertMany } from './insert-many.ts'

/** Whether the end of this call has been reported. */
export async function isOver(queries: Queries, callSid: string): Promise<boolean> {
  const row = await queries.get<{ ended_at: number | null }>(
    'SELECT ended_at FROM calls WHERE call_sid = ?',
    callSid,
  )
  return row !== undefined && row.ended_at !== null
}

/** How far a call has come: the step that was answered last, what happened and why, and the question that is open. */
export type CallProgress = { step: string; outcome: string; why: string | null; asks: string | null }

/** A webhook of a call that was answered; `at` in epoch milliseconds. */
export type CallStep = CallProgress & { callSid: string; at: number; isNameMissed: boolean }

const COLUMNS = ['call_sid', 'started_at', 'last_at', 'step', 'outcome', 'why', 'asks', 'is_name_missed']
/** Several servers write, each a moment later: an older step does not take the place of a newer one. */
const newer = (column: string) =>
  `${column} = CASE WHEN excluded.last_at >= calls.last_at THEN excluded.${column} ELSE calls.${column} END`
const ADVANCE = `ON CONFLICT (call_sid) DO UPDATE SET ${['step', 'outcome', 'why', 'asks', 'last_at'].map(newer).join(', ')},
    is_name_missed = CASE WHEN excluded.is_name_missed = 1 THEN 1 ELSE calls.is_name_missed END
  WHERE calls.ended_at IS NULL`

/** Keeps how far calls came, from their steps in the order of time; nothing changes once a call's end was reported. */
export async function recordSteps(queries: Queries, steps: CallStep[]): Promise<void> {
  const rows = new Map<string, CallRow>()
  for (const step of steps) {
    const before = rows.get(step.callSid)
    const isNameMissed = before?.isNameMissed || step.isNameMissed
    rows.set(step.callSid, { ...step, startedAt: before?.startedAt ?? step.at, isNameMissed })
  }
  // In one order, so that servers which write the same calls never wait for each other in a ring.
  const sorted = [...rows.values()].sort((one, other) => (one.callSid < other.callSid ? -1 : 1))
  await insertMany(queries, 'calls', COLUMNS, sorted.map(valuesOf), ADVANCE)
}

type CallRow = CallStep & { startedAt: number }

function valuesOf({ callSid, startedAt, at, step, outcome, why, asks, isNameMissed }: CallRow): Value[] {
  return [callSid, startedAt, at, step, outcome, why, asks, isNameMissed ? 1 : 0]
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
): Promise<CallProgress | undefined> {
  return queries.get<CallProgress>(
    `INSERT INTO calls (call_sid, started_at, last_at, step, outcome, ended_at, end_status)
     VALUES (?, ?, ?, '', 'unknown', ?, ?)
     ON CONFLICT (call_sid) DO UPDATE SET ended_at = excluded.ended_at, end_status = excluded.end_status
     WHERE calls.ended_at IS NULL
     RETURNING step, outcome, why, asks`,
    callSid,
    now,
    now,
    now,
    status,
  )
}
