const FIRST_WAIT_MS = 500
const GROWTH = 5
const LONGEST_WAIT_MS = 30 * 60_000

/**
 * How long to wait after a try that came to nothing: about 0.5 s, 2.5 s, 12 s, a minute, … half an hour, each up to 40 %
 * more or less, so that texts which failed together do not come back together. Never less than the platform asks for.
 */
export function waitAfter(tries: number, retryAfterMs = 0, random = Math.random): number {
  const wait = Math.min(FIRST_WAIT_MS * GROWTH ** (tries - 1), LONGEST_WAIT_MS)
  return Math.max(retryAfterMs, Math.round(wait * (0.6 + 0.8 * random())))
}
