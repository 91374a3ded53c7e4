import { stringify } from 'yaml'
import { z } from 'zod'
import { faultsOfIssue, type LocatedFault, readLocatedYaml } from '../config/located-yaml.ts'
import { type Language, languages } from '../hearing/heard.ts'
import { type ClosedDay, type OpeningHours, type Weekday, weekdays } from '../store/hours.ts'
import { parseSpans, writeSpans } from './time-spans.ts'

/** The hours that a file holds, undefined where it is empty; or what is wrong with it, a line each. */
export type ReadHours = { hours: OpeningHours | undefined } | { faults: string[] }

/** A sentence is heard before every question is asked. */
const LONGEST_SENTENCE = 300
const YEARS = { first: 1970, last: 2999 }

const spans = z.string('must be hours such as 9:00-12:30, or closed').transform((text, context) => {
  const read = parseSpans(text)
  if ('spans' in read) return read.spans
  context.addIssue(read.fault)
  return z.NEVER
})

const sentence = z
  .string('must be a sentence')
  .trim()
  .min(1, 'must not be empty')
  .max(LONGEST_SENTENCE, `must be at most ${LONGEST_SENTENCE} characters`)
  .regex(/^\P{Cc}*$/u, 'must be one line')

const date = z
  .string('must be a date such as 2026-12-25')
  .refine(isDate, { error: ({ input }) => `"${input}" is not a date that exists, such as 2026-12-25` })

const closedDay = z
  .strictObject(
    {
      date,
      'every-year': z.boolean('must be true or false').default(false),
      say: z
        .strictObject(
          { 'en-US': sentence.optional(), 'es-US': sentence.optional() } satisfies Record<Language, unknown>,
          'must give a sentence for each language, such as { en-US: We are closed today. }',
        )
        .default({}),
    },
    'must be a date, such as { date: 2026-12-25 }',
  )
  .transform(({ date, 'every-year': everyYear, say }) => ({ date, everyYear, say: withoutMissing(say) }))

const file = z.strictObject(
  {
    ...mapWeekdays(() => spans.optional()),
    closed: z.array(closedDay, 'must be a list of closed days').default([]),
  },
  'must name days, such as monday: 9:00-17:00',
)

/** Reads hours from YAML. A closed day that has a sentence must have one in each of the line's languages. */
export function readHoursYaml(text: string, spoken: Language[]): ReadHours {
  const yaml = readLocatedYaml(text)
  if ('faults' in yaml) return yaml
  const { content, tell } = yaml
  if (content === null) return { hours: undefined }
  const read = file.safeParse(content)
  const faults = read.success
    ? faultsOf(read.data.closed, spoken)
    : read.error.issues.flatMap((issue) => faultsOfIssue(issue, strangerText))
  if (read.success && faults.length === 0 && !hasHours(read.data)) faults.push(NO_HOURS)
  const told = faults.map(tell)
  if (!read.success || told.length > 0) return { faults: told }
  const { closed, ...weekly } = read.data
  return { hours: { weekly: withoutMissing(weekly), closed } }
}

/** The hours as `readHoursYaml` reads them. */
export function writeHoursYaml(hours: OpeningHours | undefined): string {
  if (!hours) return '# Without opening hours the office is always open.\n'
  const named = weekdays.filter((day) => hours.weekly[day])
  const weekly = named.map((day) => [day, writeSpans(hours.weekly[day] ?? [])])
  const closed = hours.closed.map(({ date, everyYear, say }) => ({
    date,
    ...(everyYear && { 'every-year': true }),
    ...(Object.keys(say).length > 0 && { say }),
  }))
  return stringify({ ...Object.fromEntries(weekly), ...(closed.length > 0 && { closed }) }, { lineWidth: 0 })
}

const NO_HOURS: LocatedFault = {
  path: [],
  says: 'no day has hours: name those on which the office is open, such as monday: 9:00-17:00',
}

function strangerText(key: string, path: PropertyKey[]): string {
  if (path.length === 0) return `"${key}" is no day: there are ${weekdays.join(', ')}, and closed`
  if (path.at(-1) === 'say') return `"${key}" is no language of the line: there are ${languages.join(', ')}`
  return `"${key}" is not known here: there are date, every-year and say`
}

/** What is wrong with closed days that are each well written. */
function faultsOf(closed: ClosedDay[], spoken: Language[]): LocatedFault[] {
  return closed.flatMap(({ date, everyYear, say }, at) => {
    const isTwice = closed
      .slice(0, at)
      .some((one) => one.date === date || (everyYear && one.everyYear && one.date.slice(4) === date.slice(4)))
    const missing = Object.keys(say).length > 0 ? spoken.filter((one) => !say[one]) : []
    const path = ['closed', at]
    return [
      ...(isTwice ? [{ path: [...path, 'date'], says: `date: "${date}" is listed twice` }] : []),
      ...missing.map((one) => ({ path: [...path, 'say'], says: `say: has no sentence in ${one}` })),
    ]
  })
}

function hasHours(days: { [Day in Weekday]?: unknown[] | undefined }): boolean {
  return weekdays.some((day) => (days[day] ?? []).length > 0)
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const year = Number(text.slice(0, 4))
  const date = new Date(`${text}T00:00:00Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  return exists && year >= YEARS.first && year <= YEARS.last
}

function mapWeekdays<Value>(make: () => Value): Record<Weekday, Value> {
  const entries = weekdays.map((day) => [day, make()])
  // An entry for each weekday.
  return Object.fromEntries(entries) as Record<Weekday, Value>
}

/** The entries that have a value. */
function withoutMissing<Key extends string, Value>(
  entries: Partial<Record<Key, Value | undefined>>,
): Partial<Record<Key, Value>> {
  const given = Object.entries(entries).filter(([, value]) => value !== undefined)
  // The missing ones are gone.
  return Object.fromEntries(given) as Partial<Record<Key, Value>>
}
