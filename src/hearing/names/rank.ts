import type { NameIndex } from './name-index.ts'
import type { Match } from './search.ts'

/** A name on file that may be meant. */
export type Candidate = {
  key: string
  cost: number
  /**
   * How many clients would bear this name if given and family names met by chance: a common name may well be
   * a misheard one, a rare name hardly.
   */
  chance: number
  /** How many people on file bear it; 1 until that has been looked up. */
  bearers: number
}

/** What a wholly different spelling adds to the cost: "Jon" goes before "John" where "Jon" was heard. */
const SPELLING_COST = 30

/** Matches with their spelling weighed in, the best first. */
export function rankMatches(
  index: NameIndex,
  matches: Match[],
  words: string[],
  penalty: number,
): Candidate[] {
  const heard = words.join('')
  const candidates = matches.map(({ given, family, cost }) => {
    const key = index.keyOf(given, family)
    const spelling = SPELLING_COST * difference(heard, key.replace(/[ -]/g, ''))
    return { key, cost: cost + penalty + spelling, chance: index.chanceOf(given, family), bearers: 1 }
  })
  return candidates.sort((a, b) => a.cost - b.cost)
}

/** Each name once, at its least cost, the best first. */
export function mergeCandidates(...lists: Candidate[][]): Candidate[] {
  const best = new Map<string, Candidate>()
  for (const candidate of lists.flat()) {
    const known = best.get(candidate.key)
    if (!known || known.cost > candidate.cost) best.set(candidate.key, candidate)
  }
  return [...best.values()].sort((a, b) => a.cost - b.cost)
}

/** The share of letters that differ, 0 to 1, by Levenshtein's distance. */
export function difference(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return (row[b.length] ?? 0) / Math.max(a.length, b.length, 1)
}
