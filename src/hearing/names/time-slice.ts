import { setImmediate as nextTurn } from 'node:timers/promises'

/** So long a look-up works before it lets others have the event loop. */
const SLICE_MS = 4

/** How much work one look-up may do. What is hopeless ends when it is used up. */
const MOST_NODES = 130_000
const MOST_PAIRS = 200_000

/** The work that a look-up has left, and its turn on the event loop. */
export class Budget {
  nodes = MOST_NODES
  pairs = MOST_PAIRS
  #since = performance.now()

  get isSpent(): boolean {
    return this.nodes <= 0
  }

  /** Whether it has had the event loop for a while. Ask before each `pass`: awaiting for nothing costs more than a step. */
  get isDue(): boolean {
    return performance.now() - this.#since >= SLICE_MS
  }

  /** Lets others go first. */
  async pass(): Promise<void> {
    await nextTurn()
    this.#since = performance.now()
  }
}
