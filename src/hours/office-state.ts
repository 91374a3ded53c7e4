import { type ClosedDay, type OpeningHours, type TimeSpan, weekdays } from '../store/hours.ts'
import { momentsOf, wallTimeAt } from '../time/zone.ts'

/** Whether the office is open at a moment. Moments are epoch milliseconds. */
export type OfficeState =
  /** `until` is undefined without hours, and where it stays open for a week or longer. */
  | { isOpen: true; until: number | undefined }
  | {
      isOpen: false
      /** Undefined when it does not open within LOOK_AHEAD_DAYS. */
      opensAt: number | undefined
      /** Why it is closed all day; undefined where it is closed as every week. */
      closedDay: ClosedDay | undefined
      /** Whether a closed day lies before it opens again: then callers cannot know the date from the weekday. */
      isUnusual: boolean
    }

type Period = { start: number; end: number }

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
const DAY_MS = DAY_MINUTES * MINUTE_MS
/** More than a year, so that an office which opens once a year is found. */
const LOOK_AHEAD_DAYS = 400
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 3

/** Whether the office is open, and until when. Without hours it always is. */
export function officeStateAt(hours: OpeningHours | undefined, zone: string, at: number): OfficeState {
  if (!hours) return { isOpen: true, until: undefined }
  const next = nextPeriod(hours, zone, at)
  if (next && next.start <= at) return { isOpen: true, until: endOf(next, hours, zone, at) }
  const today = dayAt(at, zone)
  const opensOn = next ? dayAt(next.start, zone) : today
  const days = Array.from({ length: opensOn - today + 1 }, (_, more) => closedDayOn(hours, today + more))
  const isUnusual = days.some((one) => one !== undefined)
  return { isOpen: false, opensAt: next?.start, closedDay: days[0], isUnusual }
}

/**
 * A working day ago: the same time on the day before on which the office opens. While it is closed, that counts from when it
 * closed last. What was asked before then is older than a working day. Without hours that is a day.
 */
export function workingDayAgo(hours: OpeningHours | undefined, zone: string, at: number): number {
  if (!hours) return at - DAY_MS
  const wallTime = wallTimeAt(at, zone)
  const today = Math.floor(wallTime / DAY_MS)
  const last = lastOpen(hours, today, (wallTime - today * DAY_MS) / MINUTE_MS)
  const before = last && lastOpen(hours, last.day - 1, DAY_MINUTES)
  return before ? momentOf(before.day * DAY_MS + last.minute * MINUTE_MS, zone) : 0
}

/** The last minute, up to this one, at which the office was open; undefined when it never was. */
function lastOpen(
  hours: OpeningHours,
  day: number,
  minute: number,
): { day: number; minute: number } | undefined {
  const begun = spansOn(hours, day).filter(({ from }) => from <= minute)
  if (begun.length > 0) return { day, minute: Math.min(minute, Math.max(...begun.map(({ to }) => to))) }
  for (let back = 1; back < LOOK_AHEAD_DAYS; back += 1) {
    const ends = spansOn(hours, day - back).map(({ to }) => to)
    if (ends.length > 0) return { day: day - back, minute: Math.max(...ends) }
  }
  return undefined
}

/** The period that is not over yet at a moment: it has begun, or is the next to begin. */
function nextPeriod(hours: OpeningHours, zone: string, at: number): Period | undefined {
  const today = dayAt(at, zone)
  for (let day = today; day < today + LOOK_AHEAD_DAYS; day += 1) {
    for (const span of spansOn(hours, day)) {
      const period = periodOf(day, span, zone)
      if (period.end > at && period.end > period.start) return period
    }
  }
  return undefined
}

/** When an open office closes: hours that go on over midnight are written as two spans. */
function endOf(period: Period, hours: OpeningHours, zone: string, at: number): number | undefined {
  let { end } = period
  for (;;) {
    if (end >= at + 7 * DAY_MS) return undefined
    const next = nextPeriod(hours, zone, end)
    if (!next || next.start > end) return end
    end = next.end
  }
}

function periodOf(day: number, { from, to }: TimeSpan, zone: string): Period {
  const midnight = day * DAY_MS
  return {
    start: momentOf(midnight + from * MINUTE_MS, zone),
    end: momentOf(midnight + to * MINUTE_MS, zone),
  }
}

/** The first moment at which the clocks show a wall time. Where they go forward over it, the moment at which they do. */
function momentOf(wallTime: number, zone: string): number {
  for (let minutes = 0; minutes <= DAY_MINUTES; minutes += 1) {
    const [at] = momentsOf(wallTime + minutes * MINUTE_MS, zone)
    if (at !== undefined) return at
  }
  return wallTime
}

function spansOn(hours: OpeningHours, day: number): TimeSpan[] {
  if (closedDayOn(hours, day)) return []
  const weekday = weekdays[(day + FIRST_WEEKDAY) % 7]
  return (weekday && hours.weekly[weekday]) ?? []
}

/** A date of its own comes before one of every year, whose sentence it replaces. */
function closedDayOn({ closed }: OpeningHours, day: number): ClosedDay | undefined {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10)
  return (
    closed.find((one) => one.date === date) ??
    closed.find((one) => one.everyYear && one.date.slice(4) === date.slice(4))
  )
}

/** Days since 1970-01-01 on the office's calendar. */
function dayAt(at: number, zone: string): number {
  return Math.floor(wallTimeAt(at, zone) / DAY_MS)
}
