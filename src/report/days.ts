import { momentsOf } from '../time/zone.ts'

/** A day in the office's time zone: from midnight to midnight, which may be 23 or 25 hours. */
export type DayBounds = { date: string; from: number; until: number }

const HOUR_MS = 3_600_000

/** The last days in a time zone, oldest first. The last one is today, which is not over. */
export function lastDays(count: number, now: Date, timeZone: string): DayBounds[] {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)
  const last = Date.parse(`${today}T00:00Z`)
  return Array.from({ length: count }, (_, i) => {
    const wall = addDays(last, i + 1 - count)
    const date = new Date(wall).toISOString().slice(0, 10)
    return { date, from: startOf(wall, timeZone), until: startOf(addDays(wall, 1), timeZone) }
  })
}

/** In a few time zones the clocks skip midnight in spring: then the day starts an hour later. */
function startOf(wall: number, timeZone: string): number {
  return momentsOf(wall, timeZone)[0] ?? momentsOf(wall + HOUR_MS, timeZone)[0] ?? wall
}

/** In calendar time, where each day has 24 hours. */
function addDays(wall: number, days: number): number {
  return wall + days * 24 * HOUR_MS
}
