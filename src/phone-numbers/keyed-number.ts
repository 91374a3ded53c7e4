import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max'
import { isCallerNumber } from './caller-number.ts'
import { isCostly } from './costly.ts'
import { readNumber } from './e164.ts'

/** The prefix of international calls and the longest phone number. */
export const MOST_NUMBER_KEYS = 18

/** In the North American plan no area code and no exchange is 911 or another number of that kind. */
const ASSIGNABLE_IN_AMERICA = /^\+1[2-9](?!11)\d\d[2-9](?!11)\d{6}$/

/** Whether the office can be asked to call this number: never one that costs more, and no emergency number. */
export function isCallable(number: string): boolean {
  const read = readNumber(number)
  if (!read || !isCallerNumber(number) || isCostly(read)) return false
  return read.countryCallingCode !== '1' || ASSIGNABLE_IN_AMERICA.test(number)
}

/** Keys as they are dialled in the country of the called number, as E.164; undefined where they are no callable number. */
export function readKeyedNumber(keys: string, called: string): string | undefined {
  const number = parsePhoneNumber(keys, { defaultCountry: countryOf(called), extract: false })?.number
  return number !== undefined && isCallable(number) ? number : undefined
}

/** A number digit by digit, in the groups in which its country writes it: "2 0 2, 5 5 5, 0 1 2 3". */
export function readBack(number: string, called: string): string {
  const read = readNumber(number)
  const isAtHome = read?.countryCallingCode === (readNumber(called)?.countryCallingCode ?? '1')
  const written = isAtHome ? read?.formatNational() : read?.formatInternational()
  const groups = written?.match(/\d+/g) ?? []
  return groups.map((group) => [...group].join(' ')).join(', ')
}

function countryOf(called: string): CountryCode {
  return readNumber(called)?.country ?? 'US'
}
