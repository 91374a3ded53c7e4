import { momentsOf } from '../time/zone.ts'

/** A day of the office: from its midnight to the next one, which may be 23 or 25 hours later. */
export type DayBounds = { date: string; from: number; until: number }

const HOUR_MS = 3_600_000

/** The last days in a zone, oldest first; today, as far as it has come, is the last one. */
export function lastDays(count: number, now: Date, timeZone: string): DayBounds[] {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)
  const last = Date.parse(`${today}T00:00Z`)
  return Array.from({ length: count }, (_, i) => {
    const wall = addDays(last, i + 1 - count)
    const date = new Date(wall).toISOString().slice(0, 10)
    return { date, from: startOf(wall, timeZone), until: startOf(addDays(wall, 1), timeZone) }
  })
}

/** In a few zones the clocks go forward over midnight: then the day starts an hour later. */
function startOf(wall: number, timeZone: string): number {
  return momentsOf(wall, timeZone)[0] ?? momentsOf(wall + HOUR_MS, timeZone)[0] ?? wall
}

/** On the calendar, where each day has 24 hours. */
function addDays(wall: number, days: number): number {
  return wall + days * 24 * HOUR_MS
}
