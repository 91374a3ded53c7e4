import type { Heard, Language } from './heard.ts'
import { findRuns, type Run } from './number-runs.ts'
import { type NumberItem, type NumberWords, numberWords } from './number-words.ts'
import { readCardinal } from './read-cardinal.ts'
import { type ReadGroup, readDigits, readMixed, readPair } from './read-number.ts'
import { ownFirst, wordsOf } from './spoken-words.ts'

/**
 * The digits a caller keyed or said, if there are exactly `length` and no doubt about them. Otherwise undefined, and
 * the caller is asked again: a wrong guess would count as a wrong PIN.
 */
export function parseDigits(heard: Heard, length: number, language: Language): string | undefined {
  if (heard.digits !== '') return digitsOfKeys(heard.digits, length)
  const words = wordsOf(heard.speech)
  const spoken = ownFirst(language).find((each) => words.some((word) => isNumberWord(word, each))) ?? language
  const runs = findRuns(words, numberWords[spoken])
  return agreed(runs.map((run) => readRun(run, length, numberWords[spoken])))
}

function digitsOfKeys(keys: string, length: number): string | undefined {
  const digits = keys.replace(/^[*#]+|(?<![*#])[*#]+$/g, '')
  return digits.length === length && /^[0-9]+$/.test(digits) ? digits : undefined
}

// Words such as "for" do not show that numbers are said in this language.
function isNumberWord(word: string, language: Language): boolean {
  const item = numberWords[language].items.get(word)
  return item !== undefined && item.kind !== 'and' && !('sound' in item)
}

function agreed(readings: (string | undefined)[]): string | undefined {
  return new Set(readings).size === 1 ? readings[0] : undefined
}

// A number may be said digit by digit, in pairs or as one number. The expected length tells which.
function readRun(run: Run, length: number, table: NumberWords): string | undefined {
  const readings = run.versions.flatMap((items) =>
    styles.flatMap(({ read, isRegular }) => {
      const groups = readAll(items, read)
      return groups && isRegular(groups, table) ? [sayOnce(groups.join(''), length)] : []
    }),
  )
  return agreed([...new Set(readings)].filter((reading) => reading.length === length))
}

type Style = { read: ReadGroup; isRegular: (groups: string[], table: NumberWords) => boolean }

const styles: Style[] = [
  { read: readDigits, isRegular: () => true },
  { read: readPair, isRegular: () => true },
  { read: readMixed, isRegular: (groups, table) => table.mixesFreely || isYearLike(groups) },
  // Several large numbers must be of equal length, as in "one hundred twenty three, four hundred fifty six": one of
  // another length is a misheard digit.
  { read: readCardinal, isRegular: (groups) => new Set(groups.map((group) => group.length)).size === 1 },
]

/**
 * A mix of English digits and pairs, "nine one fifty eight", is mostly a misheard "nine one six eight", so the caller is
 * asked again. Years are an exception: "nineteen nine five", "one nine ninety five".
 */
function isYearLike(groups: string[]): boolean {
  const text = groups.join('')
  if (text.length !== 4) return false
  const century = Number(text.slice(0, 2))
  const isSplitInHalf = groups.some((_, index) => groups.slice(0, index).join('').length === 2)
  return isSplitInHalf && century >= 10 && century <= 20
}

function readAll(items: readonly NumberItem[], read: ReadGroup): string[] | undefined {
  const groups: string[] = []
  for (let at = 0; at < items.length; ) {
    const group = read(items, at)
    if (group === undefined) return undefined
    groups.push(group.text)
    at = group.next
  }
  return groups
}

// "1995 1995" is the same number said twice.
function sayOnce(text: string, length: number): string {
  const half = text.slice(0, length)
  return text === half + half ? half : text
}
