import { gap, phonemeCount, substitution } from './phonemes.ts'
import type { Trie } from './trie.ts'

/** For names that may fit: what it costs to hear each of them in the first j phonemes, for every j. */
export type Alignments = {
  names: number[]
  /** Row `at` of name `names[at]` is `rows.subarray(at * width, (at + 1) * width)`. */
  rows: Int32Array
  width: number
}

/** How much work a look-up may still do, in visited nodes. */
export type Budget = { nodes: number }

/** More names than this fit nothing well; the rest is left out. */
const mostNames = 6000

/**
 * Walks the trie and keeps one row of the alignment a level: dynamic programming over the tree. A branch is left as soon
 * as its cheapest cell plus `rest` of that cell, the least that the other half of the name can cost, is over `bound`.
 */
export function alignNames(trie: Trie, heard: Uint8Array, rest: Int32Array, bound: number, budget: Budget): Alignments {
  const width = heard.length + 1
  const found = new Found(width)
  const ahead = leastAhead(rest)
  const rows = new Int32Array((trie.depth + 1) * width)
  const path = new Uint32Array(trie.depth + 2)
  for (let j = 1; j < width; j++) rows[j] = (rows[j - 1] ?? 0) + (gap[heard[j - 1] ?? 0] ?? 0)
  let depth = 1
  path[1] = trie.child[0] ?? 0
  while (depth > 0 && budget.nodes > 0) {
    const node = path[depth] ?? 0
    if (node === 0) {
      depth--
      if (depth > 0) path[depth] = trie.sibling[path[depth] ?? 0] ?? 0
      continue
    }
    budget.nodes--
    const least = nextRow(rows, depth * width, heard, trie.label[node] ?? 0, ahead)
    if (least <= bound) {
      const first = trie.entry[node] ?? 0
      const total = first === 0 ? 0 : leastTotal(rows, depth * width, rest)
      for (let e = first; e !== 0; e = trie.entryNext[e] ?? 0)
        if (total + (trie.entryPenalty[e] ?? 0) <= bound)
          found.add(trie.entryName[e] ?? 0, rows, depth * width, trie.entryPenalty[e] ?? 0)
      const child = trie.child[node] ?? 0
      if (child !== 0) {
        path[++depth] = child
        continue
      }
    }
    path[depth] = trie.sibling[node] ?? 0
  }
  return found.alignments()
}

/** While a name goes on, it may yet eat more of what was heard: the least of `rest` from each cell on. */
function leastAhead(rest: Int32Array): Int32Array {
  const ahead = rest.slice()
  for (let j = ahead.length - 2; j >= 0; j--) ahead[j] = Math.min(ahead[j] ?? 0, ahead[j + 1] ?? 0)
  return ahead
}

function leastTotal(rows: Int32Array, start: number, rest: Int32Array): number {
  let least = Number.POSITIVE_INFINITY
  for (let j = 0; j < rest.length; j++) least = Math.min(least, (rows[start + j] ?? 0) + (rest[j] ?? 0))
  return least
}

/** Fills the row that begins at `start` from the one before it; the least of cell plus rest. */
function nextRow(rows: Int32Array, start: number, heard: Uint8Array, phoneme: number, rest: Int32Array): number {
  const width = heard.length + 1
  const above = start - width
  const costs = phoneme * phonemeCount
  const missing = gap[phoneme] as number // every phoneme has a cost
  let cell = (rows[above] as number) + missing // within the array, as all reads below
  rows[start] = cell
  let least = cell + (rest[0] as number)
  for (let j = 1; j < width; j++) {
    const sound = heard[j - 1] as number
    const same = (rows[above + j - 1] as number) + (substitution[costs + sound] as number)
    const less = (rows[above + j] as number) + missing
    const more = cell + (gap[sound] as number)
    cell = same < less ? same : less
    if (more < cell) cell = more
    rows[start + j] = cell
    const total = cell + (rest[j] as number)
    if (total < least) least = total
  }
  return least
}

/** Collects rows by name; a name with several pronunciations keeps the cheapest cells. */
class Found {
  #slots = new Map<number, number>()
  #names: number[] = []
  #rows: Int32Array
  #width: number

  constructor(width: number) {
    this.#width = width
    this.#rows = new Int32Array(width * 64)
  }

  add(name: number, rows: Int32Array, start: number, penalty: number): void {
    const known = this.#slots.get(name)
    if (known === undefined) this.#append(name, rows, start, penalty)
    else this.#lower(known * this.#width, rows, start, penalty)
  }

  #append(name: number, rows: Int32Array, start: number, penalty: number): void {
    if (this.#names.length >= mostNames) return
    const to = this.#names.length * this.#width
    if (to + this.#width > this.#rows.length) {
      const larger = new Int32Array(this.#rows.length * 2)
      larger.set(this.#rows)
      this.#rows = larger
    }
    for (let j = 0; j < this.#width; j++) this.#rows[to + j] = (rows[start + j] ?? 0) + penalty
    this.#slots.set(name, this.#names.length)
    this.#names.push(name)
  }

  #lower(to: number, rows: Int32Array, start: number, penalty: number): void {
    for (let j = 0; j < this.#width; j++) {
      const cost = (rows[start + j] ?? 0) + penalty
      if (cost < (this.#rows[to + j] ?? 0)) this.#rows[to + j] = cost
    }
  }

  alignments(): Alignments {
    return { names: this.#names, rows: this.#rows, width: this.#width }
  }
}
