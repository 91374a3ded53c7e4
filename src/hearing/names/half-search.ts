import { nameKey } from '../name-key.ts'
import type { NameIndex } from './name-index.ts'

/** The keys of names whose family name is this word, then of those whose given name is; no more than `most`. */
export function findByHalf(index: NameIndex, word: string, most: number): string[] {
  const half = nameKey(word)
  const { givens, families, pairs } = index
  const [given, family] = [givens.find(half), families.find(half)]
  const found: string[] = []
  if (family >= 0)
    for (let first = 0; first < givens.written.length && found.length < most; first += 1)
      if (pairs.has(first, family)) found.push(index.keyOf(first, family))
  if (given >= 0)
    for (let last = 0; last < families.written.length && found.length < most; last += 1)
      if (pairs.has(given, last)) found.push(index.keyOf(given, last))
  return found
}
