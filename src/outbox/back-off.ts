/** How the wait grows from one failed try to the next. */
export type BackOff = { firstMs: number; growth: number; longestMs: number }

/**
 * How long to wait after a failed try: up to 40 % more or less than the growing wait, so that what failed together is
 * not retried together. Never less than the other side asks for.
 */
export function backOff(
  { firstMs, growth, longestMs }: BackOff,
  tries: number,
  retryAfterMs = 0,
  random = Math.random,
): number {
  const wait = Math.min(firstMs * growth ** (tries - 1), longestMs)
  return Math.max(retryAfterMs, Math.round(wait * (0.6 + 0.8 * random())))
}
