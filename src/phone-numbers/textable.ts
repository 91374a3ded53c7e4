import parsePhoneNumber, {
  getCountries,
  getCountryCallingCode,
  type NumberType,
  type PhoneNumber,
} from 'libphonenumber-js/max'
import { isCallerNumber } from './caller-number.ts'
import { readNumber } from './e164.ts'

/** Numbers whose owners earn from what is sent to them. UK numbers beginning with 070 are "personal". */
const COSTLY: readonly NumberType[] = ['PREMIUM_RATE', 'SHARED_COST', 'PERSONAL_NUMBER']
/** In the North American plan the whole area code costs more, also where the rest of the number is not assigned. */
const COSTLY_IN_AMERICA = '+1900'

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

/** Calling codes of no country belong to satellites and to services that cost more, such as +870, +882 and +979. */
function isCostly(number: PhoneNumber): boolean {
  if (number.isNonGeographic() || number.number.startsWith(COSTLY_IN_AMERICA)) return true
  if (number.isValid()) return COSTLY.includes(number.getType())
  return isInCostlyRange(number)
}

/** The most digits of a phone number. */
const MOST_DIGITS = 15

/** Whether a number that is not in the tables would be costly if it were longer or shorter: they know ranges by full numbers. */
function isInCostlyRange({ number }: PhoneNumber): boolean {
  const longest = number.padEnd(MOST_DIGITS + 1, '0')
  const lengths = Array.from({ length: MOST_DIGITS }, (_, at) => at + 2)
  return lengths.some((length) => COSTLY.includes(parsePhoneNumber(longest.slice(0, length))?.getType()))
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
