import { Alignments, UNREACHED } from './alignments.ts'
import type { Costs } from './edit-distance.ts'
import type { SearchBudget } from './time-slice.ts'
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
  budget: SearchBudget,
): Promise<Alignments> {
  const walk = new Walk(trie, costs, heard, rest, bound)
  while (!walk.isOver && !budget.isSpent) {
    budget.nodes -= walk.advance(Math.min(STRIDE, budget.nodes))
    if (budget.slice.isOver) await budget.slice.yield()
  }
  return walk.found
}

/**
 * A walk through the trie, depth first, that can be halted: dynamic programming with one row of cells a level. Only cells
 * are kept that, with the least that can follow, are within the bound; a branch without any is left.
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
  /** A row a level, each with a place for a sentinel after its last cell. */
  readonly #rows: Int32Array
  readonly #stride: number
  /** The first and the last cell that is kept of each row. */
  readonly #low: Int32Array
  readonly #high: Int32Array
  /** The node that is looked at on each level; 0 when the level is done. */
  readonly #path: Uint32Array
  #depth = 0

  constructor(trie: Trie, costs: Costs, heard: Uint8Array, rest: Int32Array, bound: number) {
    const levels = trie.depth + 2
    this.found = new Alignments(heard.length + 1)
    this.#trie = trie
    this.#costs = costs
    this.#heard = heard
    this.#rest = rest
    this.#ahead = leastAhead(rest)
    this.#bound = bound
    this.#stride = heard.length + 2
    this.#rows = new Int32Array(levels * this.#stride)
    this.#low = new Int32Array(levels)
    this.#high = new Int32Array(levels)
    this.#path = new Uint32Array(levels)
    this.#begin()
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

  /** The row of the empty name: everything heard is too much. */
  #begin(): void {
    let cost = 0
    let high = 0
    for (let j = 0; j < this.found.width && cost + (this.#ahead[j] ?? 0) <= this.#bound; j++) {
      this.#rows[j] = cost
      high = j
      cost += this.#costs.gap[this.#heard[j] ?? 0] ?? 0
    }
    this.#rows[high + 1] = UNREACHED
    this.#high[0] = high
    this.#collect(0)
    this.#depth = 1
    this.#path[1] = this.#trie.child[0] ?? 0
  }

  #climb(): void {
    this.#depth--
    if (this.#depth > 0) this.#path[this.#depth] = this.#trie.sibling[this.#path[this.#depth] ?? 0] ?? 0
  }

  #visit(node: number): void {
    if (!this.#fillRow(this.#trie.label[node] ?? 0)) {
      this.#path[this.#depth] = this.#trie.sibling[node] ?? 0
      return
    }
    if (this.#trie.entry[node] !== 0) this.#collect(node)
    this.#path[++this.#depth] = this.#trie.child[node] ?? 0
  }

  /** Fills the row of this level from the one above; false when none of its cells is worth keeping. */
  #fillRow(label: number): boolean {
    const rows = this.#rows
    const heard = this.#heard
    const ahead = this.#ahead
    const bound = this.#bound
    const { substitution, gap, count } = this.#costs
    const start = this.#depth * this.#stride
    const above = start - this.#stride
    // All reads below are within the arrays, which the compiler cannot know.
    const first = this.#low[this.#depth - 1] as number
    const last = this.#high[this.#depth - 1] as number
    const missing = gap[label] as number
    let cell = (rows[above + first] as number) + missing
    let low = -1
    let high = -1
    for (let j = first; ; ) {
      rows[start + j] = cell
      if (cell + (ahead[j] as number) <= bound) {
        if (low < 0) low = j
        high = j
      } else if (j > last) break
      if (++j > heard.length) break
      const sound = heard[j - 1] as number
      const more = cell + (gap[sound] as number)
      // Beyond the last cell above, and its sentinel, a name can only be followed by more sounds.
      cell = more
      if (j <= last + 1) {
        const same = (rows[above + j - 1] as number) + (substitution[label * count + sound] as number)
        const less = (rows[above + j] as number) + missing
        if (same < cell) cell = same
        if (less < cell) cell = less
      }
    }
    if (low < 0) return false
    rows[start + high + 1] = UNREACHED
    this.#low[this.#depth] = low
    this.#high[this.#depth] = high
    return true
  }

  /** Keeps the names that end at this node, if they are within the bound. */
  #collect(node: number): void {
    const trie = this.#trie
    const start = this.#depth * this.#stride
    const low = this.#low[this.#depth] ?? 0
    const high = this.#high[this.#depth] ?? 0
    let total = UNREACHED
    for (let j = low; j <= high; j++)
      total = Math.min(total, (this.#rows[start + j] ?? 0) + (this.#rest[j] ?? 0))
    for (let entry = trie.entry[node] ?? 0; entry !== 0; entry = trie.entryNext[entry] ?? 0) {
      const penalty = trie.entryPenalty[entry] ?? 0
      if (total + penalty > this.#bound) continue
      this.found.add(trie.entryName[entry] ?? 0, this.#rows, start, low, high, penalty)
    }
  }
}

function leastAhead(rest: Int32Array): Int32Array {
  const ahead = rest.slice()
  for (let j = ahead.length - 2; j >= 0; j--) ahead[j] = Math.min(ahead[j] ?? 0, ahead[j + 1] ?? 0)
  return ahead
}
