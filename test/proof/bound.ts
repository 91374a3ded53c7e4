import type { Atlas } from './explore.ts'

/** More webhooks than this no call may need to come to its end. */
export const MOST_STEPS = 70

/** How many webhooks the longest call has; infinite when a call can come back to where it was. */
export function longestCall({ edges }: Atlas): number {
  const known = new Map<string, number>()
  const open = new Set<string>()
  const measure = (key: string): number => {
    const before = known.get(key)
    if (before !== undefined) return before
    if (open.has(key)) return Number.POSITIVE_INFINITY
    open.add(key)
    const next = [...(edges.get(key) ?? [])].map((one) => (one === undefined ? 1 : 1 + measure(one)))
    open.delete(key)
    const steps = Math.max(0, ...next)
    known.set(key, steps)
    return steps
  }
  return Math.max(...[...edges.keys()].map(measure))
}
