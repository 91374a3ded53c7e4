/** What it costs to take one symbol for another, in hundredths of a whole error. Symbols are numbers from 0 on. */
export type Costs = {
  /** How many symbols there are. */
  count: number
  /** Hearing symbol b where a was said: `substitution[a * count + b]`. */
  substitution: Int32Array
  /** A symbol too many or too few. */
  gap: Int32Array
}

/** The tables for all pairs of the symbols in a string. */
export function tabulate(
  symbols: string,
  substitution: (a: string, b: string) => number,
  gap: (symbol: string) => number,
): Costs {
  const pairs = [...symbols].flatMap((a) => [...symbols].map((b) => substitution(a, b)))
  return {
    count: symbols.length,
    substitution: Int32Array.from(pairs),
    gap: Int32Array.from([...symbols].map(gap)),
  }
}
