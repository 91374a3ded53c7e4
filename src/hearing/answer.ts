import { type AnswerMeaning, answerWords } from './answer-words.ts'
import type { Heard, Language } from './heard.ts'
import { readPhrases } from './phrases.ts'
import { ownFirst, wordsOf } from './spoken-words.ts'

export type Answer = 'yes' | 'no' | 'unclear'

/** Longer speech is a story, not an answer. */
const MAX_ANSWER_WORDS = 14
/** How far "not" reaches: "not a very good idea". */
const NEGATION_REACH = 3

/** The keys, said instead of pressed, and nothing else: "one moment" is no yes. */
const spokenKey =
  /^(?:(?:i )?press(?:ed)? |number |option |oprimo |numero |opcion |el )?(1|one|uno|2|two|dos)(?: please| por favor)?$/

/** Whether the caller said yes or no, or pressed 1 or 2. In doubt it is unclear: a no is never taken for a yes. */
export function parseAnswer(heard: Heard, language: Language): Answer {
  if (heard.digits !== '') return readKey(heard.digits.replace(/#$/, ''))
  const words = wordsOf(heard.speech)
  if (words.length > MAX_ANSWER_WORDS) return 'unclear'
  const key = spokenKey.exec(words.join(' '))?.[1]
  if (key !== undefined) return /^(1|one|uno)$/.test(key) ? 'yes' : 'no'
  const readings = ownFirst(language).map((each) => readPhrases(words, answerWords[each]))
  // Callers mix languages; the other one is asked only when the line's own knows no word of it.
  return decide(readings.find((meanings) => meanings.some(isTelling)) ?? [])
}

function readKey(key: string): Answer {
  if (key === '1') return 'yes'
  return key === '2' ? 'no' : 'unclear'
}

function isTelling(meaning: AnswerMeaning | undefined): boolean {
  return meaning !== undefined && meaning !== 'filler'
}

function decide(meanings: readonly (AnswerMeaning | undefined)[]): Answer {
  const resolved = resolveNegations(meanings)
  const has = (meaning: AnswerMeaning) => resolved.includes(meaning)
  if (has('no')) return isContradicted(resolved) ? 'unclear' : 'no'
  if (has('unsure')) return 'unclear'
  if (has('yes')) return 'yes'
  if (resolved.includes(undefined)) return 'unclear'
  return has('agreeing') || has('asking') ? 'yes' : 'unclear'
}

// "No, yes", "no, no problem" and "no, that's right" are; "okay, no" is not, where "okay" only begins.
function isContradicted(meanings: readonly (AnswerMeaning | undefined)[]): boolean {
  const afterNo = meanings.slice(meanings.indexOf('no'))
  return meanings.includes('yes') || meanings.includes('polite') || afterNo.includes('agreeing')
}

// "Not right" and "wrong" are a no, "not wrong" is neither.
function resolveNegations(meanings: readonly (AnswerMeaning | undefined)[]): (AnswerMeaning | undefined)[] {
  const resolved = [...meanings]
  for (const [at, meaning] of resolved.entries()) {
    if (meaning === 'opposite') resolved[at] = 'no'
    if (meaning !== 'negating') continue
    const target = findTarget(resolved, at)
    resolved[at] = resolved[target] === 'opposite' ? 'unsure' : 'no'
    if (target > at) resolved[target] = 'filler'
  }
  return resolved
}

// What a "not" turns around: the next agreeing or opposite phrase within its reach.
function findTarget(meanings: readonly (AnswerMeaning | undefined)[], at: number): number {
  const reach = meanings.slice(at + 1, at + 1 + NEGATION_REACH)
  const offset = reach.findIndex((meaning) => meaning === 'agreeing' || meaning === 'opposite')
  return offset < 0 ? -1 : at + 1 + offset
}
