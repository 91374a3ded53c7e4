import type { Budget } from './align.ts'
import type { NameIndex } from './name-index.ts'
import { type Match, searchPairs } from './search.ts'

/** The costs up to which is searched, one after the other, until something was found well within. */
const bounds = [70, 150, 240, 340, 450]

/** Matches this much dearer than the best are still rivals to it. */
export const rivalMargin = 90

/** The names nearest to the sounds heard, with all rivals of the best one; nothing when the budget ends first. */
export function findNear(index: NameIndex, heard: Uint8Array, most: number, budget: Budget): Match[] {
  let found: Match[] = []
  for (const bound of bounds) {
    if (bound > most) break
    const matches = searchPairs(index, heard, bound, budget)
    if (budget.nodes <= 0) return found
    found = matches
    const best = matches[0]
    if (best === undefined) continue
    if (best.cost + rivalMargin <= bound) return found
    const wider = searchPairs(index, heard, best.cost + rivalMargin, budget)
    return budget.nodes <= 0 ? found : wider
  }
  return found
}
