import type { Queries } from './database.ts'
import type { TextState } from './texts.ts'

/** How many calls ended in the same way. */
export type CallCount = {
  outcome: string
  why: string | null
  asks: string | null
  isOver: number
  text: TextState | null
  calls: number
  missed: number
}

/** A text is counted on the day of its call. */
const COUNT = `SELECT calls.outcome AS outcome, calls.why AS why, calls.asks AS asks, texts.state AS text,
    CASE WHEN calls.ended_at IS NOT NULL OR calls.last_at < ? THEN 1 ELSE 0 END AS "isOver",
    COUNT(*) AS calls, SUM(calls.is_name_missed) AS missed
  FROM calls LEFT JOIN texts ON texts.call_sid = calls.call_sid
  WHERE calls.started_at >= ? AND calls.started_at < ?
  GROUP BY calls.outcome, calls.why, calls.asks, texts.state, 5`

/** Counts the calls that began in a period. Without a reported end, a call is over when its last step was before `over`. */
export function countCalls(
  queries: Queries,
  { from, until }: { from: number; until: number },
  over: number,
): Promise<CallCount[]> {
  return queries.all<CallCount>(COUNT, over, from, until)
}
