/**
 * Keeps values that are slow to make, by a key. When it holds `most` of them, all are forgotten: those in use are soon
 * made again.
 */
export function createMemo<Value>(most: number): (key: string, make: () => Value) => Value {
  const known = new Map<string, Value>()
  return (key, make) => {
    const kept = known.get(key)
    if (kept !== undefined) return kept
    if (known.size >= most) known.clear()
    const made = make()
    known.set(key, made)
    return made
  }
}
