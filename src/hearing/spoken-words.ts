import { type Language, languages } from './heard.ts'
import { LONGEST_SPEECH } from './letters.ts'

/**
 * The words of a recogniser's text in plain lower-case letters and digits, without accents, apostrophes or punctuation.
 * Numerals of every script become 0-9. Letters of other scripts stay, and match no known word. A text that is too long for
 * an answer has no words, because its end may take back what its beginning says.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .slice(0, LONGEST_SPEECH + 1)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}'’‘`´]/gu, '')
    .replace(/\p{Nd}/gu, digitValue)
  if (plain.length > LONGEST_SPEECH) return []
  return plain.match(/[a-z0-9]+|\p{L}+/gu) ?? []
}

// In Unicode the ten digits of a script are consecutive and preceded by no other digit, so a digit's value is the number
// of digits before it.
function digitValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value++
  return String(value)
}

/** All languages, that of the call first: callers mix them. */
export function ownFirst(language: Language): Language[] {
  return [language, ...languages.filter((other) => other !== language)]
}
