import { UsageError } from '../errors/command-error.ts'
import { parseTime } from '../time/parse-time.ts'

/**
 * The moment that an option names. A date alone means the start of that day.
 * @throws UsageError when it is no date and time
 */
export function readTime(option: string, text: string, timeZone: string): number {
  const time = parseTime(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text, timeZone)
  if ('fault' in time) throw new UsageError(`${option} ${time.fault}.`)
  return time.at
}
