import type { NumberItem } from './number-words.ts'

/** Digits read from the items before `next`. */
export type Group = { text: string; next: number }
export type ReadGroup = (items: readonly NumberItem[], at: number) => Group | undefined

/** One digit, several by count, or a numeral: "nine", "double nine", "three zeros", "95". */
export const readDigits: ReadGroup = (items, at) => {
  const [item, following] = [items[at], items[at + 1]]
  if (item?.kind === 'times') return repeat(item.count, following, at + 2)
  if (following?.kind === 'plural') return readPlural(item, following.text, at + 2)
  if (item?.kind === 'digit' || item?.kind === 'numeral') return { text: item.text, next: at + 1 }
  return undefined
}

// A recogniser may join the next digits: "double nine five" may come as "double 95", which is still 9-9-5.
function repeat(count: number, item: NumberItem | undefined, next: number): Group | undefined {
  if (item?.kind !== 'digit' && item?.kind !== 'numeral') return undefined
  return { text: item.text.charAt(0).repeat(count - 1) + item.text, next }
}

function readPlural(count: NumberItem | undefined, text: string, next: number): Group | undefined {
  const times = count === undefined ? 0 : Number(oneDigit(count))
  return times >= 2 ? { text: text.repeat(times), next } : undefined
}

/** Two digits said as one number, as in years: "nineteen", "ninety five", "oh five", "double oh". */
export const readPair: ReadGroup = (items, at) => {
  const [item, following] = [items[at], items[at + 1]]
  if (item?.kind === 'numeral') return { text: item.text, next: at + 1 }
  if (item?.kind === 'times' && item.count === 2) return repeat(2, following, at + 2)
  if (item?.kind === 'digit' && item.text === '0' && following?.kind === 'digit') {
    return { text: `0${following.text}`, next: at + 2 }
  }
  return readTwoDigitWord(items, at)
}

/** "Nineteen", "ninety", "ninety five", "noventa y cinco". */
export const readTwoDigitWord: ReadGroup = (items, at) => {
  const item = items[at]
  if (item?.kind === 'pair') return { text: item.text, next: at + 1 }
  if (item?.kind !== 'tens') return undefined
  const and = items[at + 1]
  const isJoined = and?.kind === 'and' && and.joinsTens
  const unit = oneDigit(items[at + (isJoined ? 2 : 1)])
  const takesUnit = unit > '0' && (isJoined || !item.needsAnd)
  return takesUnit
    ? { text: item.text.charAt(0) + unit, next: at + (isJoined ? 3 : 2) }
    : { text: item.text, next: at + 1 }
}

/** A pair where the words make one, otherwise single digits. */
export const readMixed: ReadGroup = (items, at) => readTwoDigitWord(items, at) ?? readDigits(items, at)

function oneDigit(item: NumberItem | undefined): string {
  const isDigit = item?.kind === 'digit' || (item?.kind === 'numeral' && item.text.length === 1)
  return isDigit ? item.text : ''
}
