import { isE164 } from './e164.ts'

/** Words that networks send in place of a withheld number. */
const WITHHELD = ['anonymous', 'blocked', 'private', 'restricted', 'unavailable', 'unknown', 'withheld']

/** Some networks send the word as dialled on a keypad: ANONYMOUS is +266696687. None of these is a real number. */
const WITHHELD_AS_DIGITS = new Set(WITHHELD.map((word) => `+${onKeypad(word)}`))

/** Whether `number` tells who calls: it is a phone number, and does not stand for a withheld one. */
export function isCallerNumber(number: string): boolean {
  return isE164(number) && !WITHHELD_AS_DIGITS.has(number)
}

function onKeypad(word: string): string {
  const keys = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']
  return [...word].map((letter) => keys.findIndex((key) => key.includes(letter)) + 2).join('')
}
