import type { FailedAttempts } from '../store/failed-attempts.ts'

/** After so many wrong PINs no PIN is right: over one client's record, from one calling number, from all without one. */
export const MOST_WRONG = { client: 5, number: 10, withheld: 10 }
const HOUR_MS = 3_600_000
/** Older wrong PINs do not count. */
export const WINDOW_MS = 24 * HOUR_MS
/** How long the first lockout lasts. Each further one doubles it, up to the longest. */
export const FIRST_LOCK_MS = HOUR_MS
export const LONGEST_LOCK_MS = 24 * HOUR_MS
/** After so long without a lockout the next one is a first one again. That gives a guesser 25 tries a month. */
export const LOCKOUTS_LAST_MS = 30 * 24 * HOUR_MS

/** How long a wrong PIN counts, and a lockout lasts at most. */
export type Term = { windowMs: number; longestLockMs: number }
export const usualTerm: Term = { windowMs: WINDOW_MS, longestLockMs: LONGEST_LOCK_MS }
/** Callers who withhold their number are many people: a guesser must not keep the others out for long. */
export const withheldTerm: Term = { windowMs: HOUR_MS, longestLockMs: HOUR_MS }

/** A lockout lasts no longer than its term from now, even if the clock was ahead when it was written. */
export function clampLock(attempts: FailedAttempts, now: number, term = usualTerm): FailedAttempts {
  return { ...attempts, lockedUntil: Math.min(attempts.lockedUntil, now + lockMs(attempts.lockouts, term)) }
}

/** Whether no PIN is right now, not even the right one. */
export function isLocked(attempts: FailedAttempts, now: number): boolean {
  return now < attempts.lockedUntil
}

/** Counts one more wrong PIN. Nothing counts while locked, so that guessing on cannot make a lockout longer. */
export function countWrong(
  attempts: FailedAttempts,
  most: number,
  now: number,
  term = usualTerm,
): FailedAttempts {
  if (isLocked(attempts, now)) return attempts
  const earlier = attempts.wrongAt.map((at) => Math.min(at, now)).filter((at) => at > now - term.windowMs)
  const wrongAt = [...earlier, now]
  if (wrongAt.length < most) return { ...attempts, wrongAt }
  const lockouts = now - attempts.lockedUntil > LOCKOUTS_LAST_MS ? 0 : attempts.lockouts
  return { wrongAt: [], lockouts: lockouts + 1, lockedUntil: now + lockMs(lockouts + 1, term) }
}

/** How long the nth lockout lasts. */
function lockMs(lockouts: number, { longestLockMs }: Term): number {
  return Math.min(FIRST_LOCK_MS * 2 ** Math.max(lockouts - 1, 0), longestLockMs)
}

/** A right PIN clears the count but not the lockouts: the owner may call between two lockouts that a guesser caused. */
export function clearCount(attempts: FailedAttempts): FailedAttempts {
  return { ...attempts, wrongAt: [] }
}
