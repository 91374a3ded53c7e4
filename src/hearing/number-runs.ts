import type { NumberItem, NumberWords } from './number-words.ts'

/** Consecutive number words. The versions differ in whether ambiguous words at the edges count; none if in doubt. */
export type Run = { versions: NumberItem[][] }

/**
 * Finds the runs of number words. There are none if the caller corrected themselves ("no wait", "sorry" between digits)
 * or a word with digits, such as "5th", is not a number.
 */
export function findRuns(words: readonly string[], table: NumberWords): Run[] {
  const kept = words
    .join(' ')
    .replace(table.asides, ' ')
    .split(' ')
    .filter((word) => !table.fillers.has(word))
  const items = kept.map((word) => readItem(word, table))
  if (kept.some((word, index) => spoils(word, items[index], table))) return []
  if (isCorrected(kept, items, table)) return []
  return splitRuns(kept, items)
    .map((stretch) => readVersions(stretch, table))
    .filter((run) => run !== undefined)
}

function readItem(word: string, table: NumberWords): NumberItem | undefined {
  // The letter O may stand for a zero among numerals: "2oo5".
  const isNumeral = /^[\do]+$/.test(word) && /\d/.test(word)
  return isNumeral ? { kind: 'numeral', text: word.replaceAll('o', '0') } : table.items.get(word)
}

function spoils(word: string, item: NumberItem | undefined, table: NumberWords): boolean {
  return table.refusals.has(word) || (item === undefined && /\d/.test(word))
}

function isCorrected(
  words: readonly string[],
  items: readonly (NumberItem | undefined)[],
  table: NumberWords,
): boolean {
  const first = items.findIndex((item) => item !== undefined && !isOptional(item))
  return first >= 0 && words.some((word, index) => index > first && table.corrections.has(word))
}

/** Consecutive number words and the word after them, if any. */
type Stretch = { items: NumberItem[]; follower: string | undefined }

function splitRuns(words: readonly string[], items: readonly (NumberItem | undefined)[]): Stretch[] {
  const stretches: Stretch[] = []
  let current: NumberItem[] = []
  for (const [index, item] of [...items, undefined].entries()) {
    if (item !== undefined) current.push(item)
    else if (current.length > 0) {
      stretches.push({ items: current, follower: words[index] })
      current = []
    }
  }
  return stretches
}

// "Oh" and "for" at an edge may be a digit or not: "oh five ...", "oh, 1995"; "for ate two one", "1995 for me".
function readVersions({ items, follower }: Stretch, table: NumberWords): Run | undefined {
  const start = items.findIndex((item) => !isOptional(item))
  if (start < 0) return undefined
  const isLast = follower === undefined
  const end = isLast
    ? items.length
    : items.findLastIndex((item) => !isOptional(item) || isExclamation(item)) + 1
  const next = items[end] === undefined ? follower : 'for'
  if (isOpen(items[end - 1]) && next !== undefined && !table.closings.has(next)) return { versions: [] }
  const versions = start > 0 ? [items.slice(0, end), items.slice(start, end)] : [items.slice(0, end)]
  return { versions: versions.filter((version) => !isDoubtful(version)) }
}

// After "nineteen ninety" or "two thousand" the next word may be a misheard last digit.
function isOpen(item: NumberItem | undefined): boolean {
  return item !== undefined && !['digit', 'numeral', 'pair', 'plural'].includes(item.kind)
}

function isOptional(item: NumberItem): boolean {
  return item.kind === 'and' || isExclamation(item) || isSound(item)
}

function isExclamation(item: NumberItem): boolean {
  return item.kind === 'digit' && item.exclamation === true
}

function isSound(item: NumberItem): boolean {
  return item.kind === 'digit' && item.sound === true
}

// A lone "to" among number words is doubtful, unless numerals or a second such word show that digits are written so.
function isDoubtful(items: readonly NumberItem[]): boolean {
  const sounds = items.filter(isSound)
  const [only] = sounds
  const isWeak = sounds.length === 1 && only?.kind === 'digit' && only.doubtful === true
  return isWeak && !items.some((item) => item.kind === 'numeral')
}
