import { exactKeys } from '../name-key.ts'
import { MASK, parseName } from './parse-name.ts'

/** The words of a name as they were heard, without what was said around them. */
export function heardWords(speech: string): string {
  return parseName(speech).words.join(' ').replaceAll(MASK, '*')
}

/**
 * The keys under which an alias of a heard name may be kept, the one for a new alias first. Nothing but both parts of a name
 * can be an alias: no name is spoken to a caller who has said one word.
 */
export function aliasKeys(speech: string): string[] {
  const { words, turned = [] } = parseName(speech)
  return words.length < 2 ? [] : exactKeys(words, turned)
}
