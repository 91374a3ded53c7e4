import type { Country } from '../phone-numbers/e164.ts'

/** Countries that write the month before the day. */
const MONTH_FIRST: Country[] = ['US', 'PR', 'GU', 'VI', 'AS', 'MP', 'PH']
const DATE =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:,?\s+(\d{1,2})(?::(\d\d))?(?::\d\d)?\s*([ap])?\.?\s*(?:m\.?)?)?$/i

/** A date and time as offices of a country write it, in ISO 8601; any other text as it is. */
export function toIsoTime(text: string, country: Country | undefined): string {
  const found = country && DATE.exec(text)
  if (!found) return text
  const [, first = '', second = '', year = '', hours = '', minutes = '00', half] = found
  const [month, day] = MONTH_FIRST.includes(country) ? [first, second] : [second, first]
  const date = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return hours === '' ? date : `${date}T${toHour(hours, half)}:${minutes}`
}

/** 12 AM is midnight, and 12 PM is noon. */
function toHour(hours: string, half: string | undefined): string {
  if (!half) return hours.padStart(2, '0')
  const hour = (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  return Number(hours) > 12 ? '99' : `${hour}`.padStart(2, '0')
}

const BIRTH_YEAR = [/^(\d{4})-\d\d-\d\d(?:T|$)/, /^\d{1,2}[/.-]\d{1,2}[/.-](\d{4})$/]

/** The year of a date of birth, where PINs have four digits; any other text as it is. */
export function toPin(text: string, length: number): string {
  const year = BIRTH_YEAR.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined)
  return length === 4 && year ? year : text
}

const LANGUAGES: [RegExp, string][] = [
  [/^(en|eng|english|inglés|ingles)$/i, 'en-US'],
  [/^(es|spa|spanish|español|espanol)$/i, 'es-US'],
]

/** A language by its usual names; any other text as it is. */
export function toLanguage(text: string): string {
  return LANGUAGES.find(([pattern]) => pattern.test(text))?.[1] ?? text
}
