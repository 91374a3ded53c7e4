import { cutKey } from '../name-key.ts'
import { editDistance } from './compare.ts'
import { letterCosts, letterNumbers } from './letter-costs.ts'

/** Letters come back wrong far more often than sounds do: an error among them weighs less, */
const LETTERS_WEIGHT = 0.5
/** and some errors are to be expected. */
const ALLOWANCE_A_LETTER = 8

/** Letters that are a name's very own are hardly an accident. */
const EXACT_BONUS = 100

/**
 * What it costs to take the letters for the family name of a key, for one part of a double one, or for the whole name;
 * less than 0 for a good fit.
 */
export function spellingCost(letters: string, key: string): number {
  const { family } = cutKey(key)
  const heard = letterNumbers(letters)
  const ways = [family, key, ...family.split('-')].map((name) => letterNumbers(name))
  const least = Math.min(...ways.map((name) => editDistance(letterCosts, name, heard)))
  return LETTERS_WEIGHT * least - ALLOWANCE_A_LETTER * heard.length - (least === 0 ? EXACT_BONUS : 0)
}

/** Letters further off than this a letter do not spell a family name; or the whole name, which few people spell. */
const MOST_A_LETTER = { family: 45, whole: 20 }

/** Whether the letters come near to the family name of a key, to one part of a double one, or to the whole name. */
export function isSpelledLike(letters: string, key: string): boolean {
  const { family } = cutKey(key)
  const heard = letterNumbers(letters)
  const isNear = (name: string, mostALetter: number) => {
    const said = letterNumbers(name)
    return editDistance(letterCosts, said, heard) <= mostALetter * Math.max(said.length, heard.length)
  }
  const parts = [family, ...family.split('-')]
  return isNear(key, MOST_A_LETTER.whole) || parts.some((part) => isNear(part, MOST_A_LETTER.family))
}
