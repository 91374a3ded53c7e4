import { parseDigits } from './digits.ts'
import type { Heard, Language } from './heard.ts'

/** How many letters of a name are keyed at most. */
export const MOST_LETTER_KEYS = 4

/**
 * The keys that stand for the first letters of a name. 0 and 1 have no letters: between others they stand for a space or
 * a hyphen. Undefined where no name can begin with what was keyed.
 */
export function parseLetterKeys(heard: Heard, fewest: number, language: Language): string | undefined {
  const keys = heard.digits === '' ? spokenKeys(heard, language) : heard.digits.replace(/^[*#]+|[*#]+$/g, '')
  if (!/^[2-9][0-9]*$/.test(keys)) return undefined
  const letters = keys.replace(/[01]/g, '').slice(0, MOST_LETTER_KEYS)
  return letters.length < fewest ? undefined : letters
}

/** The keys may also be said: "seven, six, four, eight". */
function spokenKeys(heard: Heard, language: Language): string {
  const lengths = [MOST_LETTER_KEYS, 3, 2]
  return lengths.map((length) => parseDigits(heard, length, language)).find(Boolean) ?? ''
}
