import { type Alignments, type Budget, alignNames } from './align.ts'
import type { NameIndex } from './name-index.ts'

/** A pair of names that occurs (as far as the filter knows), and what it costs to hear it so. */
export type Match = { given: number; family: number; cost: number }

/** How many pairs a look-up may weigh, and how many matches it brings back. */
const mostPairs = 200_000
const mostMatches = 48

/** The pairs of names that cost at most `bound`, the cheapest first. */
export function searchPairs(index: NameIndex, heard: Uint8Array, bound: number, budget: Budget): Match[] {
  const free = new Int32Array(heard.length + 1)
  const givens = alignNames(index.givens.trie, heard, free, bound, budget)
  const leastGiven = leastOf(givens)
  const backwards = heard.slice().reverse()
  const families = alignNames(index.families.trie, backwards, leastGiven.slice().reverse(), bound, budget)
  return joinPairs(index, givens, families, bound)
}

/** For each j, the least that any of the names costs. */
function leastOf({ names, rows, width }: Alignments): Int32Array {
  const least = new Int32Array(width).fill(100_000)
  for (let at = 0; at < names.length * width; at++) {
    const j = at % width
    if ((rows[at] ?? 0) < (least[j] ?? 0)) least[j] = rows[at] ?? 0
  }
  return least
}

/** Puts halves together at every split of what was heard: given name up to j, family name from there. */
function joinPairs(index: NameIndex, givens: Alignments, families: Alignments, bound: number): Match[] {
  const matches = new Map<number, Match>()
  const leastFamily = leastOf(families)
  const leastGiven = leastOf(givens)
  const last = givens.width - 1
  const work = { pairs: mostPairs }
  for (let j = 0; j <= last; j++) {
    const heads = cheapest(givens, j, bound - (leastFamily[last - j] ?? 0))
    const tails = cheapest(families, last - j, bound - (leastGiven[j] ?? 0))
    for (const head of heads)
      for (const tail of tails) {
        const cost = (head >>> 16) + (tail >>> 16)
        if (cost > bound || work.pairs-- < 0) break
        const given = givens.names[head & 0xffff] ?? 0
        const family = families.names[tail & 0xffff] ?? 0
        if (index.pairs.has(given, family)) keepCheapest(matches, { given, family, cost })
      }
  }
  return [...matches.values()].sort((a, b) => a.cost - b.cost).slice(0, mostMatches)
}

function keepCheapest(matches: Map<number, Match>, match: Match): void {
  const key = match.given * 2 ** 24 + match.family
  const known = matches.get(key)
  if (known === undefined || known.cost > match.cost) matches.set(key, match)
}

/** The places of all names that cost at most `bound` at cell `j`, cheapest first, as cost * 65536 + place. */
function cheapest({ names, rows, width }: Alignments, j: number, bound: number): Uint32Array {
  const found: number[] = []
  for (let at = 0; at < names.length; at++) {
    const cost = rows[at * width + j] ?? 0
    if (cost <= bound) found.push(cost * 65_536 + at)
  }
  return Uint32Array.from(found).sort()
}
