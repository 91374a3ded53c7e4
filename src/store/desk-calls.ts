import type { Queries } from './database.ts'
import type { TextState } from './texts.ts'

/** A call as the record has it: nothing of it names anybody. */
export type DeskCall = {
  startedAt: number
  lastAt: number
  outcome: string
  why: string | null
  /** The question that is open; null when the line ended the call. */
  asks: string | null
  endedAt: number | null
  text: TextState | null
}

const LAST = `SELECT c.started_at AS "startedAt", c.last_at AS "lastAt", c.outcome, c.why, c.asks, c.ended_at AS "endedAt",
    CASE WHEN t.status IN ('failed', 'undelivered') THEN 'dead' ELSE t.state END AS text
  FROM calls c LEFT JOIN texts t ON t.call_sid = c.call_sid WHERE c.started_at >= ? ORDER BY c.started_at DESC LIMIT 30`
/** The rank of a text's status only ever grows. */
const NEWEST = `SELECT MAX(last_at) AS "lastAt", MAX(ended_at) AS "endedAt", COUNT(*) AS calls,
    (SELECT COUNT(*) FROM texts WHERE promised_at >= ?) AS texts,
    (SELECT MAX(settled_at) FROM texts WHERE promised_at >= ?) AS "settledAt",
    (SELECT SUM(status_rank) FROM texts WHERE promised_at >= ?) AS reports
  FROM calls WHERE started_at >= ?`

/** The calls since a time, newest first, the last 30 of them. */
export function lastCalls(queries: Queries, since: number): Promise<DeskCall[]> {
  return queries.all(LAST, since)
}

/** Changes whenever a call has begun, gone on or ended, or something has become of its text. */
export async function callsVersion(queries: Queries, since: number): Promise<string> {
  return JSON.stringify((await queries.get(NEWEST, since, since, since, since)) ?? {})
}
