/** E.164, from the shortest numbers in use to the longest allowed. */
const E164 = /^\+[1-9]\d{6,14}$/

/** Words that stand in for a withheld number. */
const WITHHELD = ['anonymous', 'blocked', 'private', 'restricted', 'unavailable', 'unknown', 'withheld']

/** Some networks send the word as it would be dialled on a keypad: ANONYMOUS is +266696687. None is a real number. */
const WITHHELD_AS_DIGITS = new Set(WITHHELD.map((word) => `+${onKeypad(word)}`))

/** Whether a text can be addressed to it at all: a number, and not a withheld one in any spelling. */
export function isTextable(number: string): boolean {
  return E164.test(number) && !WITHHELD_AS_DIGITS.has(number)
}

function onKeypad(word: string): string {
  const keys = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']
  return [...word].map((letter) => keys.findIndex((key) => key.includes(letter)) + 2).join('')
}
