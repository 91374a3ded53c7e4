const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The moments at which the clocks of a zone show a wall time (given as if it were UTC): one, two when the clocks go
 * back over it, none when they go forward over it.
 */
export function momentsOf(wallTime: number, timeZone: string): number[] {
  // Clocks change by less than a day, so whichever offset is right was in force a day before or is a day after.
  const offsets = [offsetAt(wallTime - DAY_MS, timeZone), offsetAt(wallTime + DAY_MS, timeZone)]
  const moments = new Set(offsets.map((offset) => wallTime - offset))
  return [...moments].filter((at) => at + offsetAt(at, timeZone) === wallTime).sort((a, b) => a - b)
}

/** What the clocks of a zone show at a moment, as if it were UTC. */
export function wallTimeAt(at: number, timeZone: string): number {
  return at + offsetAt(at, timeZone)
}

/** What the clocks of a zone show at a moment, to the minute, such as `2026-12-25 09:00`. */
export function writeWallTime(at: number, timeZone: string): string {
  return new Date(wallTimeAt(at, timeZone)).toISOString().slice(0, 16).replace('T', ' ')
}

function offsetAt(at: number, timeZone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatFor(timeZone).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}
