import { Alignments } from './alignments.ts'
import type { Budget } from './budget.ts'
import type { Costs } from './costs.ts'
import type { Trie } from './trie.ts'

/** So many nodes are visited between two looks at the clock. */
const STRIDE = 4_096

/**
 * The names of a trie that may be heard in (the beginning of) `heard`. `rest` says for each j the least that the other
 * half of the name costs after the first j sounds; together they stay within `bound`.
 */
export async function alignNames(
  trie: Trie,
  costs: Costs,
  heard: Uint8Array,
  rest: Int32Array,
  bound: number,
  budget: Budget,
): Promise<Alignments> {
  const walk = new Walk(trie, costs, heard, rest, bound)
  while (!walk.isOver && !budget.isSpent) {
    budget.nodes -= walk.advance(Math.min(STRIDE, budget.nodes))
    await budget.pass()
  }
  return walk.found
}

/**
 * A walk through the trie, depth first, that can be halted: dynamic programming with one row of cells a level. A branch
 * is left as soon as its cheapest cell, with the least that can follow, is over the bound.
 */
class Walk {
  readonly found: Alignments
  readonly #trie: Trie
  readonly #costs: Costs
  readonly #heard: Uint8Array
  readonly #rest: Int32Array
  /** While a name goes on, it may yet eat more of what was heard: the least of `rest` from each cell on. */
  readonly #ahead: Int32Array
  readonly #bound: number
  readonly #rows: Int32Array
  /** The node that is looked at on each level; 0 when the level is done. */
  readonly #path: Uint32Array
  #depth = 1

  constructor(trie: Trie, costs: Costs, heard: Uint8Array, rest: Int32Array, bound: number) {
    const width = heard.length + 1
    this.found = new Alignments(width)
    this.#trie = trie
    this.#costs = costs
    this.#heard = heard
    this.#rest = rest
    this.#ahead = leastAhead(rest)
    this.#bound = bound
    this.#rows = new Int32Array((trie.depth + 1) * width)
    for (let j = 1; j < width; j++)
      this.#rows[j] = (this.#rows[j - 1] ?? 0) + (costs.gap[heard[j - 1] ?? 0] ?? 0)
    this.#path = new Uint32Array(trie.depth + 2)
    this.#path[1] = trie.child[0] ?? 0
    this.#collect(0)
  }

  get isOver(): boolean {
    return this.#depth === 0
  }

  /** Visits at most so many nodes; says how many. */
  advance(most: number): number {
    let visited = 0
    while (this.#depth > 0 && visited < most) {
      const node = this.#path[this.#depth] ?? 0
      if (node === 0) this.#climb()
      else this.#visit(node)
      visited++
    }
    return visited
  }

  #climb(): void {
    this.#depth--
    if (this.#depth > 0) this.#path[this.#depth] = this.#trie.sibling[this.#path[this.#depth] ?? 0] ?? 0
  }

  #visit(node: number): void {
    const least = this.#fillRow(this.#trie.label[node] ?? 0)
    if (least > this.#bound) {
      this.#path[this.#depth] = this.#trie.sibling[node] ?? 0
      return
    }
    if (this.#trie.entry[node] !== 0) this.#collect(node)
    this.#path[++this.#depth] = this.#trie.child[node] ?? 0
  }

  /** Fills the row of this level from the one above; the least of its cells with what can follow. */
  #fillRow(label: number): number {
    const rows = this.#rows
    const heard = this.#heard
    const ahead = this.#ahead
    const { substitution, gap, count } = this.#costs
    const width = heard.length + 1
    const start = this.#depth * width
    const above = start - width
    // All reads below are within the arrays; the compiler cannot know.
    const missing = gap[label] as number
    let cell = (rows[above] as number) + missing
    rows[start] = cell
    let least = cell + (ahead[0] as number)
    for (let j = 1; j < width; j++) {
      const sound = heard[j - 1] as number
      const same = (rows[above + j - 1] as number) + (substitution[label * count + sound] as number)
      const less = (rows[above + j] as number) + missing
      const more = cell + (gap[sound] as number)
      cell = same < less ? same : less
      if (more < cell) cell = more
      rows[start + j] = cell
      const total = cell + (ahead[j] as number)
      if (total < least) least = total
    }
    return least
  }

  /** Keeps the names that end at this node, if they are within the bound. */
  #collect(node: number): void {
    const trie = this.#trie
    const start = node === 0 ? 0 : this.#depth * this.found.width
    const total = this.#leastTotal(start)
    for (let entry = trie.entry[node] ?? 0; entry !== 0; entry = trie.entryNext[entry] ?? 0) {
      const penalty = trie.entryPenalty[entry] ?? 0
      if (total + penalty <= this.#bound)
        this.found.add(trie.entryName[entry] ?? 0, this.#rows, start, penalty)
    }
  }

  #leastTotal(start: number): number {
    let least = Number.POSITIVE_INFINITY
    for (let j = 0; j < this.found.width; j++)
      least = Math.min(least, (this.#rows[start + j] ?? 0) + (this.#rest[j] ?? 0))
    return least
  }
}

function leastAhead(rest: Int32Array): Int32Array {
  const ahead = rest.slice()
  for (let j = ahead.length - 2; j >= 0; j--) ahead[j] = Math.min(ahead[j] ?? 0, ahead[j + 1] ?? 0)
  return ahead
}
