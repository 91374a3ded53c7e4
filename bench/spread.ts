/** The results of several rounds. */
export type Spread = { median: number; least: number; most: number }

export function spreadOf(numbers: number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b)
  return { median: atShare(sorted, 0.5), least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 }
}

/** The quantile of sorted numbers: `share` of them lie below it. */
export function atShare(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
