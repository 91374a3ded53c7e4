import type { TimeSpan } from '../store/hours.ts'

const LAST_MINUTE = 24 * 60
const CLOSED = ['closed', 'cerrado']
const SPAN = /^(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)$/

/** Reads the hours of a day, such as `9:00-12:30, 13:30-18:00`, or `closed` or `cerrado`; else says what is wrong with them. */
export function parseSpans(text: string): { spans: TimeSpan[] } | { fault: string } {
  if (CLOSED.includes(text.trim().toLowerCase())) return { spans: [] }
  const spans: TimeSpan[] = []
  for (const part of text.split(',').map((one) => one.trim())) {
    const read = parseSpan(part)
    if ('fault' in read) return read
    spans.push(read)
  }
  spans.sort((one, other) => one.from - other.from)
  const later = spans.find((span, at) => span.from < (spans[at - 1]?.to ?? 0))
  const before = later && spans[spans.indexOf(later) - 1]
  return later && before ? { fault: `${writeSpan(before)} and ${writeSpan(later)} overlap` } : { spans }
}

function parseSpan(text: string): TimeSpan | { fault: string } {
  const [, ...numbers] = SPAN.exec(text) ?? []
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = numbers.map(Number)
  if (numbers.length === 0) return { fault: `"${text}" must be hours such as 9:00-12:30, or closed` }
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute]
  if (Math.max(fromMinute, toMinute) > 59 || Math.max(from, to) > LAST_MINUTE) {
    return { fault: `"${text}" has a time that does not exist` }
  }
  if (from < to) return { from, to }
  const fault = `"${text}" ends before it begins; hours over midnight are written as 18:00-24:00, and 0:00-2:00 on the next day`
  return { fault }
}

/** The hours of a day, as `parseSpans` reads them. */
export function writeSpans(spans: TimeSpan[]): string {
  return spans.length === 0 ? 'closed' : spans.map(writeSpan).join(', ')
}

function writeSpan({ from, to }: TimeSpan): string {
  return `${writeTime(from)}-${writeTime(to)}`
}

function writeTime(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
