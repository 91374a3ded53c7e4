import { cutKey } from '../name-key.ts'
import { alignNames } from './align.ts'
import { type Alignments, UNREACHED } from './alignments.ts'
import type { Costs } from './edit-distance.ts'
import { letterCosts, letterNumbers } from './letter-costs.ts'
import type { NameIndex } from './name-index.ts'
import { phonemeCosts, phonemeNumbers } from './phonemes.ts'
import { type Candidate, mergeCandidates } from './rank.ts'
import { spellingCost } from './spelled.ts'
import { SearchBudget } from './time-slice.ts'
import type { Trie } from './trie.ts'

/** So many family names are followed up, those spelled most alike. */
const MOST_FAMILIES = 12
/** What is spelled may differ from the name by this much a letter. */
const BOUND_A_LETTER = 30

/** Given names are taken from so many of those who came near, and may differ from theirs by this much. */
const MOST_GIVENS = 6
const GIVEN_BOUND = 60

/** So many pairs, or family names, are tried between two looks at the clock: a rare name may be paired with every given name. */
const STRIDE = 1_000

/** What it costs to know the family name alone: enough to ask, not to accept. */
const FAMILY_ONLY = 80
/** Of so few people the family name alone says who is meant. */
const FEW_BEARERS = 2

/**
 * Those who came near with the letters weighed in, and other names whose family name is spelled like the letters, with a
 * given name that sounds like one of theirs; with `isAnyGiven` any given name where hardly anybody has the family name, for
 * callers who compare what was said with it. The best first.
 */
export async function weighSpelling(
  index: NameIndex,
  letters: string,
  near: Candidate[],
  isAnyGiven: boolean,
): Promise<Candidate[]> {
  const budget = new SearchBudget()
  const heard = letterNumbers(letters)
  const found = await alignWhole(
    index.families.spelt,
    letterCosts,
    heard,
    BOUND_A_LETTER * heard.length,
    budget,
  )
  const families = found.slice(0, MOST_FAMILIES).map(({ name }) => name)
  const givens = await givensLike(index, near, budget)
  const others = await pairUp(index, families, { givens, isAnyGiven }, budget)
  // Letters speak for those who came near; for others, of whom nothing else is known, they only fail to speak against.
  const weighed = mergeCandidates(
    near.map((one) => ({ ...one, cost: one.cost + spellingCost(letters, one.key) })),
    others.map((one) => ({ ...one, cost: one.cost + Math.max(0, spellingCost(letters, one.key)) })),
  )
  const lowest = Math.min(0, weighed[0]?.cost ?? 0)
  return weighed.map((one) => ({ ...one, cost: one.cost - lowest }))
}

/**
 * Pairs that occur, of these family names and given names. With `isAnyGiven`, all given names count where hardly anybody has
 * the family name.
 */
async function pairUp(
  index: NameIndex,
  families: number[],
  { givens, isAnyGiven }: { givens: Map<number, number>; isAnyGiven: boolean },
  budget: SearchBudget,
): Promise<Candidate[]> {
  const found: Candidate[] = []
  let tried = 0
  for (const family of families) {
    const isRare = isAnyGiven && (index.families.bearers[family] ?? 0) <= FEW_BEARERS
    for (const given of isRare ? index.givens.written.keys() : givens.keys()) {
      if (++tried % STRIDE === 0 && budget.slice.isOver) await budget.slice.yield()
      if (!index.pairs.has(given, family)) continue
      const cost = givens.get(given) ?? FAMILY_ONLY
      found.push({ key: index.keyOf(given, family), cost, chance: 0, bearers: 1 })
    }
  }
  if (budget.slice.isOver) await budget.slice.yield()
  return found
}

/** Given names that sound like those of the names that came near, and what it costs to take one for such. */
async function givensLike(
  index: NameIndex,
  near: Candidate[],
  budget: SearchBudget,
): Promise<Map<number, number>> {
  const costs = new Map<number, number>()
  for (const { key, cost } of near.slice(0, MOST_GIVENS)) {
    const sounds = index.soundsOf(cutKey(key).given)[0] ?? ''
    const like = await alignWhole(
      index.givens.trie,
      phonemeCosts,
      phonemeNumbers(sounds),
      GIVEN_BOUND,
      budget,
    )
    for (const { name, cost: more } of like) {
      const known = costs.get(name) ?? FAMILY_ONLY
      costs.set(name, Math.min(known, cost + more))
    }
  }
  return costs
}

/** The names of a trie that are like all of what was heard, the most alike first. */
async function alignWhole(trie: Trie, costs: Costs, heard: Uint8Array, bound: number, budget: SearchBudget) {
  const rest = new Int32Array(heard.length + 1).fill(UNREACHED)
  rest[heard.length] = 0
  const found: Alignments = await alignNames(trie, costs, heard, rest, bound, budget)
  const places = [...found.cheapest(heard.length, bound)]
  return places.map((place) => ({ name: found.names[place & 0xffff] ?? 0, cost: place >>> 16 }))
}
