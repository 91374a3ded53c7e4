import type { Language } from '../hearing/heard.ts'
import { createMemo } from '../memo.ts'

export type AppointmentTime = {
  /** Epoch milliseconds. */
  at: number
  /** The moment of the call, which decides about "today", "tomorrow" and the year. */
  now: number
  /** The office's IANA zone. */
  zone: string
}

/** The calendar and the clock on the office's wall, as numbers and as the language's words. */
type WallTime = {
  month: string
  day: number
  weekday: string
  hour: number
  minute: number
}

type CalendarDate = {
  year: number
  /** Days since 1970-01-01 on that calendar, so that neighbours differ by one on the nights when clocks change. */
  dayNumber: number
}

const MINUTE_MILLISECONDS = 60_000
const DAY_MILLISECONDS = 86_400_000
/** About eleven months: past them the same day and month could be taken for this year's. */
const YEAR_IS_CLEAR_DAYS = 334
const WEEK_DAYS = 7

/**
 * When an appointment is, in full, as it follows "your appointment is": "on Tuesday, December 15th at 2 PM",
 * "today, on Tuesday, December 15th at 2 PM"; once it has begun, as it follows "your appointment was":
 * "on Tuesday, December 15th, today at 2 PM".
 */
export function spokenTime(time: AppointmentTime, language: Language): string {
  const { at, now, zone } = time
  const daysAhead = readDate(at, zone).dayNumber - readDate(now, zone).dayNumber
  const { on, near, clock } = wordsOf(at, zone, language)
  const day = near[daysAhead]
  if (day === undefined) return `${on} ${clock}`
  return hasBegun(time) ? `${on}, ${day} ${clock}` : `${day}, ${on} ${clock}`
}

/** The same without "today" or "tomorrow", which would be false when a text is read another day. */
export function writtenTime({ at, zone }: Pick<AppointmentTime, 'at' | 'zone'>, language: Language): string {
  const { on, clock } = wordsOf(at, zone, language)
  return `${on} ${clock}`
}

/**
 * When the office opens, as it follows "It opens again": "tomorrow at 9 AM", "on Monday at 9 AM". It has its date where that
 * is a week off or more, and where the closed time is unusual, so that callers cannot know it from the weekday.
 */
export function spokenOpening(time: AppointmentTime, isUnusual: boolean, language: Language): string {
  const { at, now, zone } = time
  const daysAhead = readDate(at, zone).dayNumber - readDate(now, zone).dayNumber
  const { on, onWeekday, near, clock } = wordsOf(at, zone, language)
  const isClear = daysAhead < WEEK_DAYS && !isUnusual
  return `${near[daysAhead] ?? (isClear ? onWeekday : on)} ${clock}`
}

/** Whether the line speaks of the appointment in the past. */
export function hasBegun({ at, now }: AppointmentTime): boolean {
  return at <= now
}

/** The year, where the day and the month alone would be taken for an earlier one's. */
export function unclearYear({ at, now, zone }: AppointmentTime): number | undefined {
  const { year, dayNumber } = readDate(at, zone)
  const daysAhead = dayNumber - readDate(now, zone).dayNumber
  return daysAhead > YEAR_IS_CLEAR_DAYS ? year : undefined
}

type TimeWords = { on: string; onWeekday: string; near: string[]; clock: string }

function wordsOf(at: number, zone: string, language: Language): TimeWords {
  return timeWordsOf(keyOf(at, zone, language), () => {
    const time = readWall(at, zone, language)
    return language === 'es-US' ? inSpanish(time) : inEnglish(time)
  })
}

function inEnglish(time: WallTime): TimeWords {
  const onWeekday = `on ${time.weekday}`
  const on = `${onWeekday}, ${time.month} ${ordinal(time.day)}`
  return { on, onWeekday, near: ['today', 'tomorrow'], clock: `at ${englishClock(time)}` }
}

const ordinalRules = new Intl.PluralRules('en-US', { type: 'ordinal' })
const ordinalEndings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' }

function ordinal(day: number): string {
  return `${day}${ordinalEndings[ordinalRules.select(day)] ?? 'th'}`
}

function englishClock({ hour, minute }: WallTime): string {
  return `${twelveHours(hour)}${minutes(minute)} ${hour < 12 ? 'AM' : 'PM'}`
}

function inSpanish(time: WallTime): TimeWords {
  const day = time.day === 1 ? 'primero' : `${time.day}`
  const onWeekday = `el ${time.weekday}`
  const on = `${onWeekday} ${day} de ${time.month}`
  return { on, onWeekday, near: ['hoy', 'mañana'], clock: spanishClock(time) }
}

function spanishClock({ hour, minute }: WallTime): string {
  if (minute === 0 && hour === 0) return 'a la medianoche'
  if (minute === 0 && hour === 12) return 'al mediodía'
  const article = twelveHours(hour) === 1 ? 'a la' : 'a las'
  return `${article} ${twelveHours(hour)}${minutes(minute)} ${spanishPartOfDay(hour)}`
}

function spanishPartOfDay(hour: number): string {
  if (hour < 6) return 'de la madrugada'
  if (hour < 12) return 'de la mañana'
  return hour < 19 ? 'de la tarde' : 'de la noche'
}

function twelveHours(hour: number): number {
  return hour % 12 || 12
}

function minutes(minute: number): string {
  return minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
}

function readWall(at: number, zone: string, language: Language): WallTime {
  const parts = new Map(
    formatFor(zone, language)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  return {
    month: parts.get('month') ?? '',
    day: Number(parts.get('day')),
    weekday: parts.get('weekday') ?? '',
    hour: Number(parts.get('hour')),
    minute: Number(parts.get('minute')),
  }
}

function readDate(at: number, zone: string): CalendarDate {
  return dateOf(keyOf(at, zone), () => formatDate(at, zone))
}

function keyOf(...[at, ...others]: [number, ...string[]]): string {
  return [Math.floor(at / MINUTE_MILLISECONDS), ...others].join(' ')
}

function formatDate(at: number, zone: string): CalendarDate {
  const [year = 0, month = 1, day = 1] = numericFormatFor(zone).format(at).split('-').map(Number)
  return { year, dayNumber: Date.UTC(year, month - 1, day) / DAY_MILLISECONDS }
}

const wallTime: Intl.DateTimeFormatOptions = {
  hourCycle: 'h23',
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
}

// Making a format costs a hundred times what using it does, and using it more than all else that a sentence takes. A call
// says the same time more than once, and many calls are made in the same minute.
const formatOf = createMemo<Intl.DateTimeFormat>(1_000)
const timeWordsOf = createMemo<TimeWords>(1_000)
const dateOf = createMemo<CalendarDate>(1_000)

function formatFor(zone: string, language: Language): Intl.DateTimeFormat {
  return formatOf(
    `${language} ${zone}`,
    () => new Intl.DateTimeFormat(language, { ...wallTime, timeZone: zone }),
  )
}

// This locale writes 2026-12-15.
function numericFormatFor(zone: string): Intl.DateTimeFormat {
  return formatOf(zone, () => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }))
}
