import type { HandOverReason, Outcome } from '../call/outcome.ts'
import { LINK_LIFETIME_SECONDS } from '../call/progress.ts'
import type { Database } from '../store/database.ts'
import { type CallCount, countCalls } from '../store/report.ts'
import type { TextState } from '../store/texts.ts'
import type { DayBounds } from './days.ts'

/** How calls end, in the words of the report. */
export const endings = ['told', 'texted', 'operator', 'gave up', 'hung up', 'other'] as const
export type Ending = (typeof endings)[number]

/** The states of texts, in the order of the report. */
export const textStates: readonly TextState[] = ['accepted', 'waiting', 'dead']
export const textNames: Record<TextState, string> = {
  accepted: 'texts sent',
  waiting: 'waiting',
  dead: 'dead',
}

export type Day = {
  date: string
  calls: number
  endings: Record<Ending, number>
  /** Calls in which a name was not on file. */
  namesMissed: number
  texts: Record<TextState, number>
  /** Why a person had to take over, or would have where there is one: a HandOverReason each, most frequent first. */
  handOvers: [why: string, calls: number][]
}

export type Report = {
  timeZone: string
  days: Day[]
  /** The question that was open when callers hung up, most frequent first. */
  hungUpAt: [question: string, calls: number][]
  /** Why a person had to take over, or would have where there is one, most frequent first. */
  handedOver: [reason: string, calls: number][]
}

/** Reads the record of calls, which holds no names and no numbers. Calls in progress are left out. */
export async function readReport(
  database: Database,
  days: DayBounds[],
  timeZone: string,
  now: number,
): Promise<Report> {
  // Where no end was reported, a call is over once its link has expired.
  const over = now - LINK_LIFETIME_SECONDS * 1000
  const read: Day[] = []
  const hungUpAt = new Map<string, number>()
  const handedOver = new Map<string, number>()
  for (const day of days) {
    const rows = (await countCalls(database, day, over)).filter(({ isOver }) => isOver === 1)
    read.push(sumUp(day.date, rows))
    for (const { asks, calls } of rows) if (asks) add(hungUpAt, asks, calls)
    for (const [why, calls] of read.at(-1)?.handOvers ?? [])
      add(handedOver, reasonByWhy.get(why) ?? why, calls)
  }
  return { timeZone, days: read, hungUpAt: mostFirst(hungUpAt), handedOver: mostFirst(handedOver) }
}

function add(counts: Map<string, number>, name: string, calls: number): void {
  counts.set(name, (counts.get(name) ?? 0) + calls)
}

function mostFirst(counts: Map<string, number>): [string, number][] {
  return [...counts].sort(([, a], [, b]) => b - a)
}

/** In the words of an office. */
const HAND_OVER_REASONS: Record<HandOverReason, string> = {
  operator: 'asked for a person',
  notFound: 'name not found',
  notUnderstood: 'not understood',
  notHeard: 'nothing heard',
  wrongPin: 'wrong PIN',
  nameFirst: 'said what they want, but not their name',
  'same-name': 'several people of the same name',
  withheld: 'wrong PINs from withheld numbers',
}

const reasonByWhy = new Map<string, string>(Object.entries(HAND_OVER_REASONS))

function sumUp(date: string, rows: CallCount[]): Day {
  const sum = (some: CallCount[], count: (row: CallCount) => number) =>
    some.reduce((total, row) => total + count(row), 0)
  const calls = (some: CallCount[]) => sum(some, (row) => row.calls)
  const endingsOf = endings.map((ending) => [ending, calls(rows.filter((row) => kindOf(row) === ending))])
  const textsOf = textStates.map((state) => [state, calls(rows.filter(({ text }) => text === state))])
  return {
    date,
    calls: calls(rows),
    // There is an entry for each key.
    endings: Object.fromEntries(endingsOf) as Record<Ending, number>,
    namesMissed: sum(rows, ({ missed }) => missed),
    texts: Object.fromEntries(textsOf) as Record<TextState, number>,
    handOvers: mostFirst(countHandOvers(rows)),
  }
}

function countHandOvers(rows: CallCount[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { asks, why, calls } of rows) if (!asks && why) add(counts, why, calls)
  return counts
}

const ENDINGS: Record<Outcome['kind'], Ending> = {
  told: 'told',
  'no-appointment': 'told',
  'no-text': 'told',
  'text-refused': 'told',
  'text-unsendable': 'told',
  'text-promised': 'texted',
  connected: 'operator',
  // A person takes over, later.
  'call-back-promised': 'operator',
  'no-call-back': 'gave up',
  'gave-up': 'gave up',
  closed: 'gave up',
  ...{ over: 'other', overloaded: 'other', failed: 'other', unknown: 'other' },
  // These leave a question open.
  ...{ ask: 'hung up', repeat: 'hung up', language: 'hung up' },
  ...{
    notFound: 'hung up',
    notUnderstood: 'hung up',
    notHeard: 'hung up',
    wrongPin: 'hung up',
    nameFirst: 'hung up',
  },
}

const endingByOutcome = new Map<string, Ending>(Object.entries(ENDINGS))

function kindOf({ outcome, asks }: CallCount): Ending {
  return asks ? 'hung up' : (endingByOutcome.get(outcome) ?? 'other')
}
