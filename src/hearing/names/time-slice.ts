import { setImmediate as nextTurn } from 'node:timers/promises'

/** How long work runs before it yields to the event loop. */
const SLICE_MS = 4

/** The most work of one look-up: a hopeless one ends there. */
const MOST_NODES = 130_000
const MOST_PAIRS = 200_000

/** Yields to the event loop between slices of work: `if (slice.isOver) await slice.yield()`. */
export class TimeSlice {
  #start = performance.now()

  /** Checked before every `yield`, as awaiting without need costs more than a step of the work. */
  get isOver(): boolean {
    return performance.now() - this.#start >= SLICE_MS
  }

  /** Lets other work run, then begins a new slice. */
  async yield(): Promise<void> {
    await nextTurn()
    this.#start = performance.now()
  }
}

/** The work that one look-up may still do, and its time slice. */
export class SearchBudget {
  readonly slice = new TimeSlice()
  nodes = MOST_NODES
  pairs = MOST_PAIRS

  get isSpent(): boolean {
    return this.nodes <= 0
  }
}
