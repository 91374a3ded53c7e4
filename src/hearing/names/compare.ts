import type { Costs } from './edit-distance.ts'

/** What it costs to hear all of `heard` where all of `said` was said. */
export function editDistance(costs: Costs, said: Uint8Array, heard: Uint8Array): number {
  return editDistances(costs, said, heard).at(-1) ?? 0
}

/** What it costs to hear the first j symbols of `heard` where all of `said` was said, for each j. */
export function editDistances(costs: Costs, said: Uint8Array, heard: Uint8Array): number[] {
  const { count, substitution, gap } = costs
  const cost = (table: Int32Array, at: number) => table[at] ?? 0
  let row = [0]
  for (const symbol of heard) row.push((row.at(-1) ?? 0) + cost(gap, symbol))
  for (const symbol of said) {
    const next = [(row[0] ?? 0) + cost(gap, symbol)]
    heard.forEach((other, at) => {
      const same = (row[at] ?? 0) + cost(substitution, symbol * count + other)
      const less = (row[at + 1] ?? 0) + cost(gap, symbol)
      const more = (next[at] ?? 0) + cost(gap, other)
      next.push(Math.min(same, less, more))
    })
    row = next
  }
  return row
}
