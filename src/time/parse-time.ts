import { momentsOf } from './zone.ts'

/** Epoch milliseconds, or what is wrong with the text. `isTwice`: the clocks go back over it, and the first is meant. */
export type ParsedTime = { at: number; isTwice: boolean } | { fault: string }

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/i
const YEARS = { first: 1970, last: 2999 }
const MINUTE_MS = 60_000

/** Reads ISO 8601, with an offset or in the zone. */
export function parseTime(text: string, timeZone: string): ParsedTime {
  const found = ISO.exec(text)
  if (!found) return { fault: 'is not a date and time like 2030-12-15T14:00 or 2030-12-15T14:00-05:00' }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0))
  const wallTime = Date.UTC(year, month - 1, day, hour, minute, second)
  // Date.UTC turns February 30th into March 2nd.
  const isDate = new Date(wallTime).getUTCMonth() === month - 1 && month >= 1 && day >= 1
  if (!isDate || year < YEARS.first || year > YEARS.last) return { fault: 'is not a date that exists' }
  if (hour > 23 || minute > 59 || second > 59) return { fault: 'is not a time that exists' }
  return found[7] ? withOffset(wallTime, found[7]) : inZone(wallTime, timeZone)
}

function withOffset(wallTime: number, offset: string): ParsedTime {
  const [hours = 0, minutes = 0] = (offset.match(/\d\d/g) ?? []).map(Number)
  if (hours > 14 || minutes > 59) return { fault: 'has an offset that does not exist' }
  const sign = offset.startsWith('-') ? -1 : 1
  return { at: wallTime - sign * (hours * 60 + minutes) * MINUTE_MS, isTwice: false }
}

function inZone(wallTime: number, timeZone: string): ParsedTime {
  const [at, second] = momentsOf(wallTime, timeZone)
  if (at === undefined) {
    return { fault: `is skipped by the clocks of ${timeZone} going forward; give it an offset` }
  }
  return { at, isTwice: second !== undefined }
}
