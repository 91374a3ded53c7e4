import { type Costs, tabulate } from './edit-distance.ts'

/** Letters whose names sound alike over a telephone. */
const alike = ['bcdegptvz', 'ajkh', 'mn', 'fsx', 'iy', 'quw', 'ao', 'lmno', 'rl', 'ckq', 'sz', 'ei']

const alphabet = 'abcdefghijklmnopqrstuvwxyz'
const ALIKE = 40
const OTHER = 90
const GAP = 75

/** What hearing one letter for another costs. */
export const letterCosts: Costs = tabulate(
  alphabet,
  (a, b) => (a === b ? 0 : alike.some((group) => group.includes(a) && group.includes(b)) ? ALIKE : OTHER),
  () => GAP,
)

/** "smith" as letter numbers; what is no plain letter is left out. */
export function letterNumbers(text: string): Uint8Array {
  return Uint8Array.from([...text].map((letter) => alphabet.indexOf(letter)).filter((number) => number >= 0))
}
