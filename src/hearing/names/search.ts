import { alignNames } from './align.ts'
import type { Alignments } from './alignments.ts'
import type { NameIndex } from './name-index.ts'
import { phonemeCosts } from './phonemes.ts'
import type { SearchBudget } from './time-slice.ts'

/** A pair of names that occurs (as far as the filter knows), and what it costs to hear it so. */
export type Match = { given: number; family: number; cost: number }

/** How many matches a search brings back. */
const MOST_MATCHES = 48

/** The costs up to which is searched, one after the other, until something was found well within. */
const BOUNDS = [80, 160]

/** How far a search goes. */
export type Reach = {
  /** Dearer than this nothing is looked for. */
  most: number
  /** Matches this much dearer than the best are still rivals to it. */
  margin: number
}

/** The names nearest to the sounds heard, with the rivals of the best one, as far as the budget goes. */
export async function searchNames(
  index: NameIndex,
  heard: Uint8Array,
  { most, margin }: Reach,
  budget: SearchBudget,
): Promise<Match[]> {
  let found: Match[] = []
  for (const bound of [...BOUNDS.filter((bound) => bound < most), most]) {
    const matches = await searchWithin(index, heard, bound, budget)
    if (budget.isSpent) return found
    found = matches
    const best = matches[0]
    if (!best) continue
    if (best.cost + margin <= bound) return found
    const wider = await searchWithin(index, heard, best.cost + margin, budget)
    return budget.isSpent ? found : wider
  }
  return found
}

/** The pairs of names that cost at most `bound`, the cheapest first. */
async function searchWithin(
  index: NameIndex,
  heard: Uint8Array,
  bound: number,
  budget: SearchBudget,
): Promise<Match[]> {
  const anyRest = new Int32Array(heard.length + 1)
  const givens = await alignNames(index.givens.trie, phonemeCosts, heard, anyRest, bound, budget)
  const backwards = heard.slice().reverse()
  const rest = givens.least().reverse()
  const families = await alignNames(index.families.trie, phonemeCosts, backwards, rest, bound, budget)
  return joinHalves(index, givens, families, bound, budget)
}

/** Puts halves together at every split of what was heard: a given name up to j, a family name from there. */
async function joinHalves(
  index: NameIndex,
  givens: Alignments,
  families: Alignments,
  bound: number,
  budget: SearchBudget,
): Promise<Match[]> {
  const matches = new Map<number, Match>()
  const [leastGiven, leastFamily] = [givens.least(), families.least()]
  const last = givens.width - 1
  for (let j = 0; j <= last; j++) {
    const heads = givens.cheapest(j, bound - (leastFamily[last - j] ?? 0))
    const tails = families.cheapest(last - j, bound - (leastGiven[j] ?? 0))
    for (const head of heads)
      for (const tail of tails) {
        const cost = (head >>> 16) + (tail >>> 16)
        if (cost > bound || budget.pairs-- <= 0) break
        const given = givens.names[head & 0xffff] ?? 0
        const family = families.names[tail & 0xffff] ?? 0
        if (index.pairs.has(given, family)) keepCheapest(matches, { given, family, cost })
      }
    if (budget.slice.isOver) await budget.slice.yield()
  }
  return [...matches.values()].sort((a, b) => a.cost - b.cost).slice(0, MOST_MATCHES)
}

function keepCheapest(matches: Map<number, Match>, match: Match): void {
  const key = match.given * 2 ** 24 + match.family
  const known = matches.get(key)
  if (known === undefined || known.cost > match.cost) matches.set(key, match)
}
