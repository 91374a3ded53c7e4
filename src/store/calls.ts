import type { Database } from './database.ts'
import { FORGET_WORDS } from './disclosures.ts'
import { type Read, readAs } from './read.ts'

/** How far a call has come: the step that was answered last, what happened and why, and the question that is open. */
export type CallProgress = { step: string; outcome: string; why: string | null; asks: string | null }

const ENDED_AT = 'SELECT ended_at FROM calls WHERE call_sid = ?'

/** Whether the end of this call has been reported. */
export function isOver(callSid: string): Read<boolean> {
  return readAs<{ ended_at: number | null }, boolean>(
    { sql: ENDED_AT, values: [callSid] },
    ([row]) => row !== undefined && row.ended_at !== null,
  )
}

/** A webhook of a call that was answered; `at` in epoch milliseconds. */
export type CallStep = CallProgress & {
  callSid: string
  at: number
  /** Whether a name was said that is not on file. */
  isNameMissed: boolean
}

const COLUMNS = ['call_sid', 'started_at', 'last_at', 'step', 'outcome', 'why', 'asks', 'is_name_missed']
/** Several servers write, each with a delay: an older step must not replace a newer one. */
const newer = (column: string) =>
  `${column} = CASE WHEN excluded.last_at >= calls.last_at THEN excluded.${column} ELSE calls.${column} END`
const ADVANCE = `ON CONFLICT (call_sid) DO UPDATE SET ${['step', 'outcome', 'why', 'asks', 'last_at'].map(newer).join(', ')},
    is_name_missed = CASE WHEN excluded.is_name_missed = 1 THEN 1 ELSE calls.is_name_missed END
  WHERE calls.ended_at IS NULL`

/** Any number of rows in one statement, from their JSON. */
const RECORD = {
  sqlite: `INSERT INTO calls (${COLUMNS.join(', ')})
    SELECT ${COLUMNS.map((column) => `value ->> '${column}'`).join(', ')} FROM json_each(?) WHERE TRUE ${ADVANCE}`,
  postgres: `INSERT INTO calls (${COLUMNS.join(', ')})
    SELECT ${COLUMNS.join(', ')} FROM json_populate_recordset(NULL::calls, ?) ${ADVANCE}`,
}

/** Records how far calls came, from their steps in the order of time. Nothing changes after the end of a call. */
export async function recordSteps(database: Database, steps: CallStep[]): Promise<void> {
  const rows = new Map<string, CallRow>()
  for (const step of steps) {
    const before = rows.get(step.callSid)
    const isNameMissed = before?.isNameMissed || step.isNameMissed
    rows.set(step.callSid, { startedAt: before?.startedAt ?? step.at, ...step, isNameMissed })
  }
  // In one order, so that servers which write the same calls cannot deadlock.
  const sorted = [...rows.values()].sort((one, other) => (one.callSid < other.callSid ? -1 : 1))
  await database.run(RECORD[database.kind], JSON.stringify(sorted.map(columnsOf)))
}

type CallRow = CallStep & { startedAt: number }

function columnsOf({ callSid, startedAt, at, step, outcome, why, asks, isNameMissed }: CallRow) {
  return {
    call_sid: callSid,
    started_at: startedAt,
    last_at: at,
    step,
    outcome,
    why,
    asks,
    is_name_missed: isNameMissed ? 1 : 0,
  }
}

const END = `INSERT INTO calls (call_sid, started_at, last_at, step, outcome, ended_at, end_status)
  VALUES (?, ?, ?, '', 'unknown', ?, ?)
  ON CONFLICT (call_sid) DO UPDATE SET ended_at = excluded.ended_at, end_status = excluded.end_status
  WHERE calls.ended_at IS NULL
  RETURNING step, outcome, why, asks`
/** In one round trip; SQLite has neither such a statement nor round trips. */
const FORGET_AND_END = `WITH forgotten AS (${FORGET_WORDS}) ${END}`

/**
 * Records the end of a call, once; also of a call that is not on record, so that nothing can follow it. Removes the words
 * that the call was told; the record of the disclosure stays.
 * @returns how far the call had come, when its end was not known yet
 */
export async function recordEnd(
  database: Database,
  callSid: string,
  status: string,
  now: number,
): Promise<CallProgress | undefined> {
  const values = [callSid, now, now, now, status]
  if (database.kind === 'postgres') return database.get<CallProgress>(FORGET_AND_END, callSid, ...values)
  const reached = await database.get<CallProgress>(END, ...values)
  await database.run(FORGET_WORDS, callSid)
  return reached
}
