import type { Heard, Language } from './heard.ts'
import { readPhrases } from './phrases.ts'
import { type RequestMeaning, requestWords } from './request-words.ts'
import { ownFirst, wordsOf } from './spoken-words.ts'

type Request = Exclude<RequestMeaning, 'doubting'>

/** Longer speech is not an answer. */
const MAX_REQUEST_WORDS = 20

const keys: Record<string, Request> = { '1': 'confirm', '2': 'cancel', '3': 'call-back' }

/**
 * What the caller asks for, said or keyed: 1 confirm, 2 cancel, 3 a call back. Doubtful is unclear: two of these at once, a
 * negation, or nothing of it.
 */
export function parseRequest(heard: Heard, language: Language): Request | 'unclear' {
  if (heard.digits !== '') return keys[heard.digits.replace(/#$/, '')] ?? 'unclear'
  const words = wordsOf(heard.speech)
  if (words.length > MAX_REQUEST_WORDS) return 'unclear'
  const readings = ownFirst(language).map((each) => readPhrases(words, requestWords[each]))
  // Callers mix languages. The other language is tried only if the call's own knows none of the words.
  const known = readings.find((meanings) => meanings.some(Boolean)) ?? []
  const [meaning, another] = new Set(known.filter((one) => one !== undefined))
  return meaning === undefined || meaning === 'doubting' || another !== undefined ? 'unclear' : meaning
}
