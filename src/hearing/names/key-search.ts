import type { Closeness } from './keyed-names.ts'
import type { NameIndex } from './name-index.ts'
import { TimeSlice } from './time-slice.ts'

/** So many pairs are tried between two looks at the clock, */
const STRIDE = 1_000
/** and so many in one look-up: two keys each fit millions of pairs among a million people. */
const MOST_TRIED = 2_000_000

/** More names than these are not looked up. */
const MOST_NAMES = 6_000

/** The key of a name that fits what was keyed, and how closely. */
export type KeyedMatch = { key: string; closeness: Closeness }

/** The names whose family name and given name begin with these keys of a telephone, the closest first. */
export async function findByKeys(index: NameIndex, family: string, given: string): Promise<KeyedMatch[]> {
  const found = new Map<string, Closeness>()
  let tried = 0
  const slice = new TimeSlice()
  for (const [first, last, closeness] of pairsToTry(index, family, given)) {
    if (++tried % STRIDE === 0 && slice.isOver) await slice.yield()
    if (tried > MOST_TRIED || found.size >= MOST_NAMES) break
    if (!index.pairs.has(first, last)) continue
    const key = index.keyOf(first, last)
    if (closeness === 0 || !found.has(key)) found.set(key, closeness)
  }
  const matches = [...found].map(([key, closeness]): KeyedMatch => ({ key, closeness }))
  return matches.sort((a, b) => a.closeness - b.closeness)
}

type Pair = [given: number, family: number, closeness: Closeness]

/** Every given name that fits with every family name that fits; they may be on file for nobody. */
function* pairsToTry(index: NameIndex, family: string, given: string): Generator<Pair> {
  const families = closestFirst(index.families.keyed.find(family))
  const givens = closestFirst(index.givens.keyed.find(given))
  for (const [first, closeness] of givens)
    for (const [last, other] of families) yield [first, last, closeness === 0 ? other : 1]
  yield* secondNames(index, family, givens)
  yield* singleNames(index, families, given)
}

/** "maria-garcia lopez": the family name that is keyed may be the first of two, which stands with the given names. */
function* secondNames(index: NameIndex, family: string, givens: [number, Closeness][]): Generator<Pair> {
  const seconds = index.secondGivens.find(family)
  for (const [first] of givens) {
    if (!seconds.has(first)) continue
    for (const last of index.families.written.keys()) yield [first, last, 1]
  }
}

/** A caller with only one name keys it twice. */
function* singleNames(index: NameIndex, families: [number, Closeness][], given: string): Generator<Pair> {
  const none = index.givens.find('')
  if (none < 0) return
  const again = index.families.keyed.find(given)
  for (const [last, closeness] of families) if (again.has(last)) yield [none, last, closeness]
}

function closestFirst(names: Map<number, Closeness>): [number, Closeness][] {
  return [...names].sort(([, a], [, b]) => a - b)
}
