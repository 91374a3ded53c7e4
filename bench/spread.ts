/** What several rounds gave. */
export type Spread = { median: number; least: number; most: number }

/** The middle round, and the outermost ones. */
export function spreadOf(numbers: number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b)
  return { median: atShare(sorted, 0.5), least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 }
}

/** The number below which so large a share of sorted ones lies. */
export function atShare(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
