import type { FailedAttempts, LockRules } from '../store/failed-attempts.ts'

/** After so many wrong PINs no PIN is right: over one client's record, and from one calling number. */
export const MOST_WRONG = { client: 5, number: 10 }
const HOUR_MS = 3_600_000
/** Older wrong PINs do not count. */
export const WINDOW_MS = 24 * HOUR_MS
/** How long the first lockout lasts. Each further one doubles it, up to the longest. */
const FIRST_LOCK_MS = HOUR_MS
export const LONGEST_LOCK_MS = 24 * HOUR_MS
/** After so long without a lockout the next one is a first one again. That gives a guesser 25 tries a month. */
export const LOCKOUTS_LAST_MS = 30 * 24 * HOUR_MS

export const LOCK_RULES: LockRules = {
  mostWrong: MOST_WRONG,
  windowMs: WINDOW_MS,
  firstLockMs: FIRST_LOCK_MS,
  longestLockMs: LONGEST_LOCK_MS,
  lockoutsLastMs: LOCKOUTS_LAST_MS,
}

export const noFailedAttempts: FailedAttempts = { wrongAt: [], lockouts: 0, lockedUntil: 0 }

/** A lockout lasts no longer than its term from now, even if the clock was ahead when it was written. */
export function clampLock(attempts: FailedAttempts, now: number): FailedAttempts {
  return { ...attempts, lockedUntil: Math.min(attempts.lockedUntil, now + lockMs(attempts.lockouts)) }
}

/** Whether no PIN is right now, not even the right one. */
export function isLocked(attempts: FailedAttempts, now: number): boolean {
  return now < attempts.lockedUntil
}

/** Counts one more wrong PIN. Nothing counts while locked, so that guessing on cannot make a lockout longer. */
export function countWrong(attempts: FailedAttempts, most: number, now: number): FailedAttempts {
  if (isLocked(attempts, now)) return attempts
  const earlier = attempts.wrongAt.map((at) => Math.min(at, now)).filter((at) => at > now - WINDOW_MS)
  const wrongAt = [...earlier, now]
  if (wrongAt.length < most) return { ...attempts, wrongAt }
  const lockouts = now - attempts.lockedUntil > LOCKOUTS_LAST_MS ? 0 : attempts.lockouts
  return { wrongAt: [], lockouts: lockouts + 1, lockedUntil: now + lockMs(lockouts + 1) }
}

/** How long the nth lockout lasts. */
function lockMs(lockouts: number): number {
  return Math.min(FIRST_LOCK_MS * 2 ** Math.max(lockouts - 1, 0), LONGEST_LOCK_MS)
}

/** A right PIN clears the count but not the lockouts: the owner may call between two lockouts that a guesser caused. */
export function clearCount(attempts: FailedAttempts): FailedAttempts {
  return { ...attempts, wrongAt: [] }
}
