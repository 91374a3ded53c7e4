import type { Language } from '../hearing/heard.ts'
import { insertMany } from './batches.ts'
import type { Database, Queries } from './database.ts'

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof weekdays)[number]

/** Minutes since midnight on the office's clock; 1440 is the midnight at the end of the day. */
export type TimeSpan = { from: number; to: number }

export type ClosedDay = {
  /** Such as 2026-12-25. */
  date: string
  /** Whether it is closed on that day and month of every year. */
  everyYear: boolean
  /** What callers hear on that day. */
  say: Partial<Record<Language, string>>
}

/** Days that are not named are closed. The spans of a day are in their order and do not overlap. */
export type OpeningHours = { weekly: Partial<Record<Weekday, TimeSpan[]>>; closed: ClosedDay[] }

const COLUMNS = ['day', 'times', 'every_year', 'say']
const READ = 'SELECT day, times, every_year AS "everyYear", say FROM opening_hours ORDER BY day'

type HoursRow = { day: string; times: string; everyYear: number; say: string }

/** The hours on file; undefined without any, when the office is always open. */
export async function readHours(queries: Queries): Promise<OpeningHours | undefined> {
  const rows = await queries.all<HoursRow>(READ)
  if (rows.length === 0) return undefined
  const hours: OpeningHours = { weekly: {}, closed: [] }
  for (const { day, times, everyYear, say } of rows) {
    const weekday = weekdays.find((one) => one === day)
    // `replaceHours` wrote the JSON of both.
    if (weekday) hours.weekly[weekday] = JSON.parse(times) as TimeSpan[]
    else
      hours.closed.push({ date: day, everyYear: everyYear === 1, say: JSON.parse(say) as ClosedDay['say'] })
  }
  return hours
}

/** Replaces the hours on file; undefined removes them. */
export async function writeHours(database: Database, hours: OpeningHours | undefined): Promise<void> {
  await changeHours(database, () => ({ next: hours }))
}

/**
 * Replaces the hours on file by what `change` makes of them, or leaves them; nobody else changes them meanwhile.
 * @returns why they were left
 */
export function changeHours<Refused>(
  database: Database,
  change: (hours: OpeningHours | undefined) => { next: OpeningHours | undefined } | { refused: Refused },
): Promise<Refused | undefined> {
  return database.transaction(
    async (queries) => {
      await lockHours(queries)
      const changed = change(await readHours(queries))
      if ('refused' in changed) return changed.refused
      await replaceHours(queries, changed.next)
      return undefined
    },
    { durable: true },
  )
}

/** There may be no row to lock, so another change waits for one of the same key, which nobody ever sees. */
async function lockHours(queries: Queries): Promise<void> {
  await queries.run(`INSERT INTO opening_hours (day, times, every_year, say) VALUES ('lock', '[]', 0, '{}')`)
  await queries.run(`DELETE FROM opening_hours WHERE day = 'lock'`)
}

async function replaceHours(queries: Queries, hours: OpeningHours | undefined): Promise<void> {
  const { weekly = {}, closed = [] } = hours ?? {}
  const days = Object.entries(weekly).map(([day, spans]) => [day, JSON.stringify(spans), 0, '{}'])
  const closedDays = closed.map(({ date, everyYear, say }) => [
    date,
    '[]',
    everyYear ? 1 : 0,
    JSON.stringify(say),
  ])
  await queries.run('DELETE FROM opening_hours')
  await insertMany(queries, 'opening_hours', COLUMNS, [...days, ...closedDays])
}
