import parsePhoneNumber, {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
} from 'libphonenumber-js/max'
import { createMemo } from '../memo.ts'

/**
 * A phone number as the platform writes it, such as +12025550123; undefined for every other text. It must be possible in
 * its country, by its length: the tables of assigned numbers are older than the newest numbers. Of the library's sets of
 * metadata only `max` knows the kinds of numbers.
 */
export function readNumber(text: string): PhoneNumber | undefined {
  return numberOf(text, () => parseNumber(text))
}

/** Every webhook brings the numbers of its call, and the library needs some time for one. */
const numberOf = createMemo<PhoneNumber | undefined>(1_000)

function parseNumber(text: string): PhoneNumber | undefined {
  const number = parsePhoneNumber(text, { extract: false })
  return number?.number === text && number.isPossible() ? number : undefined
}

/** A country by its two letters, such as US. */
export type Country = CountryCode

/** The country that these letters stand for. */
export function readCountry(text: string): Country | undefined {
  return isSupportedCountry(text) ? text : undefined
}

/** A number as it is written in a country, in E.164; any other text as it is. */
export function toE164(text: string, country: Country | undefined): string {
  const number = country && parsePhoneNumber(text, { defaultCountry: country, extract: false })
  return number?.isPossible() ? number.number : text
}

/** Whether the text is a phone number as the platform writes it. */
export function isE164(text: string): boolean {
  return readNumber(text) !== undefined
}
