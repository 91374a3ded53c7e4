import { type AnswerMeaning, answerWords } from './answer-words.ts'
import type { Heard, Language } from './heard.ts'
import { readPhrases } from './phrases.ts'
import { ownFirst, wordsOf } from './spoken-words.ts'

export type Answer = 'yes' | 'no' | 'unclear'

/** Longer speech is not an answer. */
const MAX_ANSWER_WORDS = 20
/** How many phrases after a "not" it may negate: "not a very good idea". */
const NEGATION_REACH = 3

/** What is a yes where every other word is known. */
const agreement: AnswerMeaning[] = ['agreeing', 'claiming', 'soothing']

/** A key that was said instead of pressed. "One moment" is not a yes. */
const spokenKey =
  /^(?:(?:i )?press(?:ed)? |number |option |oprimo |numero |opcion |el )?(1|one|uno|2|two|dos)(?: please| por favor)?$/

/** Whether the caller said yes or no, or pressed 1 or 2. Doubtful is unclear, so that a no is never taken for a yes. */
export function parseAnswer(heard: Heard, language: Language): Answer {
  if (heard.digits !== '') return answerOfKey(heard.digits.replace(/#$/, ''))
  const words = wordsOf(heard.speech)
  if (words.length > MAX_ANSWER_WORDS) return 'unclear'
  const key = spokenKey.exec(words.join(' '))?.[1]
  if (key !== undefined) return /^(1|one|uno)$/.test(key) ? 'yes' : 'no'
  const readings = ownFirst(language).map((each) => readPhrases(words, answerWords[each]))
  // Callers mix languages. The other language is tried only if the call's own knows none of the words.
  return decide(readings.find((meanings) => meanings.some(isMeaningful)) ?? [])
}

function answerOfKey(key: string): Answer {
  if (key === '1') return 'yes'
  return key === '2' ? 'no' : 'unclear'
}

function isMeaningful(meaning: AnswerMeaning | undefined): boolean {
  return meaning !== undefined && meaning !== 'filler'
}

function decide(meanings: readonly (AnswerMeaning | undefined)[]): Answer {
  const resolved = resolveNegations(meanings)
  const has = (meaning: AnswerMeaning) => resolved.includes(meaning)
  if (has('no')) return isContradicted(resolved) ? 'unclear' : 'no'
  if (has('unsure')) return 'unclear'
  if (has('yes')) return 'yes'
  if (resolved.includes(undefined)) return 'unclear'
  return agreement.some(has) || has('asking') ? 'yes' : 'unclear'
}

// True of "no, yes", "no, no problem" and "no, that's right", but not of "okay, no", where "okay" is only an opening, and
// not of "no, I am Ann Lee".
function isContradicted(meanings: readonly (AnswerMeaning | undefined)[]): boolean {
  const afterNo = meanings.slice(meanings.indexOf('no'))
  const isClaimed =
    afterNo.includes('claiming') && !afterNo.slice(afterNo.indexOf('claiming')).includes(undefined)
  return meanings.includes('yes') || meanings.includes('polite') || afterNo.includes('agreeing') || isClaimed
}

// "Not right" and "wrong" are a no; "not wrong" is unsure.
function resolveNegations(meanings: readonly (AnswerMeaning | undefined)[]): (AnswerMeaning | undefined)[] {
  const resolved = [...meanings]
  for (const [at, meaning] of resolved.entries()) {
    if (meaning === 'opposite') resolved[at] = 'no'
    if (meaning !== 'negating') continue
    const target = findTarget(resolved, at)
    resolved[at] = resolved[target] === 'opposite' ? 'unsure' : 'no'
    if (target < 0) continue
    // "You don't need to do that": what a verb takes is negated with it.
    const object = resolved[target] === 'claiming' ? findTarget(resolved, target) : -1
    resolved[target] = 'filler'
    if (object >= 0) resolved[object] = 'filler'
  }
  return resolved
}

// The index of what a "not" negates: the next agreeing or opposite phrase within reach, else -1.
function findTarget(meanings: readonly (AnswerMeaning | undefined)[], at: number): number {
  const reach = meanings.slice(at + 1, at + 1 + NEGATION_REACH)
  const offset = reach.findIndex(
    (meaning) => meaning === 'opposite' || agreement.some((each) => each === meaning),
  )
  return offset < 0 ? -1 : at + 1 + offset
}
