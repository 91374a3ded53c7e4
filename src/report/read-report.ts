import type { Outcome } from '../call/outcome.ts'
import { LINK_LIFETIME_SECONDS } from '../call/progress.ts'
import type { Database } from '../store/database.ts'
import type { DayBounds } from './days.ts'

/** How calls end, as the report tells it. */
export const endings = ['told', 'texted', 'operator', 'gave up', 'hung up', 'other'] as const
export type Ending = (typeof endings)[number]

/** What became of texts that were promised or offered. */
export const textStates = ['accepted', 'waiting', 'dead'] as const
export type TextState = (typeof textStates)[number]

export type Day = {
  date: string
  calls: number
  endings: Record<Ending, number>
  /** Calls in which a name was not on file. */
  namesMissed: number
  texts: Record<TextState, number>
}

export type Report = {
  timeZone: string
  days: Day[]
  /** The question that was open when callers hung up, most frequent first. */
  hungUpAt: [question: string, calls: number][]
}

type Row = {
  outcome: Outcome['kind']
  asks: string | null
  isOver: number
  text: string | null
  calls: number
  missed: number
}

/** A text is counted on the day of its call. */
const SQL = `SELECT calls.outcome AS outcome, calls.asks AS asks, texts.state AS text,
    CASE WHEN calls.ended_at IS NOT NULL OR calls.last_at < ? THEN 1 ELSE 0 END AS "isOver",
    COUNT(*) AS calls, SUM(calls.is_name_missed) AS missed
  FROM calls LEFT JOIN texts ON texts.call_sid = calls.call_sid
  WHERE calls.started_at >= ? AND calls.started_at < ?
  GROUP BY calls.outcome, calls.asks, texts.state, 4`

/** Reads the record of calls; it holds no names and no numbers. Calls in progress are left out. */
export async function readReport(
  database: Database,
  days: DayBounds[],
  timeZone: string,
  now: number,
): Promise<Report> {
  // Where no end was reported, a call is over once its link is.
  const over = now - LINK_LIFETIME_SECONDS * 1000
  const read: Day[] = []
  const hungUpAt = new Map<string, number>()
  for (const { date, from, until } of days) {
    const rows = (await database.all<Row>(SQL, over, from, until)).filter(({ isOver }) => isOver === 1)
    read.push(sumUp(date, rows))
    for (const { asks, calls } of rows) if (asks) hungUpAt.set(asks, (hungUpAt.get(asks) ?? 0) + calls)
  }
  return { timeZone, days: read, hungUpAt: [...hungUpAt].sort(([, a], [, b]) => b - a) }
}

function sumUp(date: string, rows: Row[]): Day {
  const sum = (some: Row[], count: (row: Row) => number) => some.reduce((total, row) => total + count(row), 0)
  const calls = (some: Row[]) => sum(some, (row) => row.calls)
  const endingsOf = endings.map((ending) => [ending, calls(rows.filter((row) => kindOf(row) === ending))])
  const textsOf = textStates.map((state) => [state, calls(rows.filter(({ text }) => text === state))])
  return {
    date,
    calls: calls(rows),
    // The entries are one for each key.
    endings: Object.fromEntries(endingsOf) as Record<Ending, number>,
    namesMissed: sum(rows, ({ missed }) => missed),
    texts: Object.fromEntries(textsOf) as Record<TextState, number>,
  }
}

const ENDINGS: Record<Outcome['kind'], Ending> = {
  told: 'told',
  'no-appointment': 'told',
  'no-text': 'told',
  'text-refused': 'told',
  'text-promised': 'texted',
  connected: 'operator',
  'gave-up': 'gave up',
  ...{ over: 'other', overloaded: 'other', failed: 'other', unknown: 'other' },
  // These leave a question open.
  ...{ ask: 'hung up', repeat: 'hung up', language: 'hung up' },
  ...{ notFound: 'hung up', notUnderstood: 'hung up', notHeard: 'hung up', wrongPin: 'hung up' },
}

function kindOf({ outcome, asks }: Row): Ending {
  return asks ? 'hung up' : ENDINGS[outcome]
}
