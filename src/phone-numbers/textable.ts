import { getCountries, getCountryCallingCode, type PhoneNumber } from 'libphonenumber-js/max'
import { isCallerNumber } from './caller-number.ts'
import { isCostly } from './costly.ts'
import { readNumber } from './e164.ts'

/** Carriers of the United States text these as they text their own; to the rest of the plan, texts are international. */
const AMERICAN = ['US', 'CA', 'PR', 'VI', 'GU', 'AS', 'MP']

/**
 * Whether a text may be sent between two numbers. The called one must be a phone number, the caller's one that takes
 * texts, in a country that texts may go to.
 * @param countries their calling codes; without them, the called number's country
 */
export function isTextable(numbers: { from: string; to: string }, countries?: readonly string[]): boolean {
  const [from, to] = [readNumber(numbers.from), readNumber(numbers.to)]
  if (!from || !to || !isCallerNumber(numbers.to) || isCostly(to)) return false
  return countries ? countries.includes(to.countryCallingCode) : isSameCountry(from, to)
}

/** Several countries can share a calling code. A number that is not assigned yet may be in any of them. */
function isSameCountry(one: PhoneNumber, other: PhoneNumber): boolean {
  if (one.countryCallingCode !== other.countryCallingCode) return false
  if (!one.country || !other.country || one.country === other.country) return true
  return AMERICAN.includes(one.country) && AMERICAN.includes(other.country)
}

const callingCodes = new Set<string>(getCountries().map((country) => getCountryCallingCode(country)))

/** Whether the digits are the calling code of a country, such as 1 or 44. */
export function isCallingCode(digits: string): boolean {
  return callingCodes.has(digits)
}
