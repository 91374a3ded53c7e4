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
    // `writeHours` wrote the JSON of both.
    if (weekday) hours.weekly[weekday] = JSON.parse(times) as TimeSpan[]
    else
      hours.closed.push({ date: day, everyYear: everyYear === 1, say: JSON.parse(say) as ClosedDay['say'] })
  }
  return hours
}

/** Replaces the hours on file; undefined removes them. */
export async function writeHours(database: Database, hours: OpeningHours | undefined): Promise<void> {
  const { weekly = {}, closed = [] } = hours ?? {}
  const days = Object.entries(weekly).map(([day, spans]) => [day, JSON.stringify(spans), 0, '{}'])
  const closedDays = closed.map(({ date, everyYear, say }) => [
    date,
    '[]',
    everyYear ? 1 : 0,
    JSON.stringify(say),
  ])
  await database.transaction(
    async (queries) => {
      await queries.run('DELETE FROM opening_hours')
      await insertMany(queries, 'opening_hours', COLUMNS, [...days, ...closedDays])
    },
    { durable: true },
  )
}
