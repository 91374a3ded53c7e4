import { insertMany } from './batches.ts'
import type { Queries, Value } from './database.ts'

/** How far a call has come. */
export type Reached = {
  /** The step that was answered last. */
  step: string
  outcome: string
  /** The question that is open, or null once the line has nothing more to ask. */
  asks: string | null
}

/** Whether the end of this call has been reported. */
export async function isOver(queries: Queries, callSid: string): Promise<boolean> {
  const row = await queries.get<{ ended_at: number | null }>(
    'SELECT ended_at FROM calls WHERE call_sid = ?',
    callSid,
  )
  return row !== undefined && row.ended_at !== null
}

/** A webhook of a call that was answered; `at` in epoch milliseconds. */
export type CallStep = {
  callSid: string
  at: number
  reached: Reached
  /** Whether a name was said that is not on file. */
  isNameMissed: boolean
}

const COLUMNS = ['call_sid', 'started_at', 'last_at', 'step', 'outcome', 'asks', 'is_name_missed']
/** Several servers write, each with a delay: an older step must not replace a newer one. */
const newer = (column: string) =>
  `${column} = CASE WHEN excluded.last_at >= calls.last_at THEN excluded.${column} ELSE calls.${column} END`
const ADVANCE = `ON CONFLICT (call_sid) DO UPDATE SET ${['step', 'outcome', 'asks', 'last_at'].map(newer).join(', ')},
    is_name_missed = CASE WHEN excluded.is_name_missed = 1 THEN 1 ELSE calls.is_name_missed END
  WHERE calls.ended_at IS NULL`

/** Records how far calls came, from their steps in the order of time. Nothing changes after the end of a call. */
export async function recordSteps(queries: Queries, steps: CallStep[]): Promise<void> {
  const rows = new Map<string, CallRow>()
  for (const { callSid, at, reached, isNameMissed } of steps) {
    const before = rows.get(callSid)
    rows.set(callSid, {
      ...{ ...reached, callSid, startedAt: before?.startedAt ?? at, lastAt: at },
      isNameMissed: isNameMissed || before?.isNameMissed === true,
    })
  }
  // In one order, so that servers which write the same calls cannot deadlock.
  const sorted = [...rows.values()].sort((one, other) => (one.callSid < other.callSid ? -1 : 1))
  await insertMany(queries, 'calls', COLUMNS, sorted.map(valuesOf), ADVANCE)
}

type CallRow = Reached & { callSid: string; startedAt: number; lastAt: number; isNameMissed: boolean }

function valuesOf({ callSid, startedAt, lastAt, step, outcome, asks, isNameMissed }: CallRow): Value[] {
  return [callSid, startedAt, lastAt, step, outcome, asks, isNameMissed ? 1 : 0]
}

/**
 * Records the end of a call, once; also of a call that is not on record, so that nothing can follow it.
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
