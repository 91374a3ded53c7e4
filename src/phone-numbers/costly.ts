import parsePhoneNumber, { type NumberType, type PhoneNumber } from 'libphonenumber-js/max'

/** Numbers whose owners earn from what is sent to them. UK numbers beginning with 070 are "personal". */
const COSTLY: readonly NumberType[] = ['PREMIUM_RATE', 'SHARED_COST', 'PERSONAL_NUMBER']
/** In the North American plan the whole area code costs more, also where the rest of the number is not assigned. */
const COSTLY_IN_AMERICA = '+1900'

/** Calling codes of no country belong to satellites and to services that cost more, such as +870, +882 and +979. */
export function isCostly(number: PhoneNumber): boolean {
  if (number.isNonGeographic() || number.number.startsWith(COSTLY_IN_AMERICA)) return true
  const type = number.getType()
  return type === undefined ? isInCostlyRange(number) : COSTLY.includes(type)
}

/** The most digits of a phone number. */
const MOST_DIGITS = 15

/** Whether a number that is not in the tables would be costly if it were longer or shorter: they know ranges by full numbers. */
function isInCostlyRange({ number }: PhoneNumber): boolean {
  const longest = number.padEnd(MOST_DIGITS + 1, '0')
  const lengths = Array.from({ length: MOST_DIGITS }, (_, at) => at + 2)
  return lengths.some((length) => COSTLY.includes(parsePhoneNumber(longest.slice(0, length))?.getType()))
}
