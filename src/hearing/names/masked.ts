import { cutKey, exactKeys } from '../name-key.ts'
import type { NameIndex } from './name-index.ts'
import { MASK, type SpokenName } from './parse-name.ts'
import type { Candidate } from './rank.ts'
import { TimeSlice } from './time-slice.ts'

/** With more names than this the letters that are left say too little. */
const MOST_FITTING = 24
/** So many names, or pairs, are compared between two looks at the clock. */
const STRIDE = 1_000

/** Whether a filter has masked letters of the name, as in "D*** B****". */
export function isMasked({ words }: SpokenName): boolean {
  return words.some((word) => word.includes(MASK))
}

/** The names that fit, letter by letter and in length; none when a part has no letter or when too many fit. */
export async function findMasked(index: NameIndex, { words, turned = [] }: SpokenName): Promise<Candidate[]> {
  const found = new Map<string, Candidate>()
  const slice = new TimeSlice()
  for (const key of exactKeys(words, turned)) {
    const { given, family } = cutKey(key)
    if (!hasLetter(given) || !hasLetter(family)) continue
    const givens = await fitting(given, index.givens.written, slice)
    const families = await fitting(family, index.families.written, slice)
    let tried = 0
    for (const first of givens)
      for (const last of families) {
        if (++tried % STRIDE === 0 && slice.isOver) await slice.yield()
        if (!index.pairs.has(first, last)) continue
        const name = index.keyOf(first, last)
        found.set(name, { key: name, cost: 0, chance: 0, bearers: 1 })
        if (found.size > MOST_FITTING) return []
      }
  }
  return [...found.values()]
}

function hasLetter(pattern: string): boolean {
  return [...pattern].some((letter) => letter !== MASK)
}

/** The numbers of the names that fit a pattern. */
async function fitting(pattern: string, names: string[], slice: TimeSlice): Promise<number[]> {
  const numbers: number[] = []
  for (const [number, name] of names.entries()) {
    if (number % STRIDE === 0 && slice.isOver) await slice.yield()
    if (fits(pattern, name)) numbers.push(number)
  }
  return numbers
}

function fits(pattern: string, name: string): boolean {
  if (pattern.length !== name.length) return false
  for (let at = 0; at < pattern.length; at++)
    if (pattern[at] !== MASK && pattern[at] !== name[at]) return false
  return true
}
