import type { FailedAttempts } from '../store/failed-attempts.ts'

/** Wrong PINs after which no PIN is right any more: over one client's record, and from one calling number. */
export const MOST_WRONG = { client: 5, number: 10 }
const HOUR_MS = 3_600_000
/** Wrong PINs that are further back than this count no more. */
export const WINDOW_MS = 24 * HOUR_MS
/** How long the first lock holds; each further round doubles it, up to the longest. */
const FIRST_LOCK_MS = HOUR_MS
export const LONGEST_LOCK_MS = 24 * HOUR_MS
/** After so long without a lock the rounds begin anew. It helps no guesser: 25 guesses, and then a month's wait. */
export const ROUNDS_LAST_MS = 30 * 24 * HOUR_MS

export const noGuesses: FailedAttempts = { wrongAt: [], lockouts: 0, lockedUntil: 0 }

/** Whether no PIN is right now, not even the right one. */
export function isLocked(guesses: FailedAttempts, now: number): boolean {
  return now < guesses.lockedUntil
}

/** One more wrong PIN. While locked nothing counts: whoever goes on guessing cannot make the lock any longer. */
export function countWrong(guesses: FailedAttempts, most: number, now: number): FailedAttempts {
  if (isLocked(guesses, now)) return guesses
  const wrongAt = [...guesses.wrongAt.filter((at) => at > now - WINDOW_MS), now]
  if (wrongAt.length < most) return { ...guesses, wrongAt }
  const lockouts = now - guesses.lockedUntil > ROUNDS_LAST_MS ? 0 : guesses.lockouts
  const lockMs = Math.min(FIRST_LOCK_MS * 2 ** lockouts, LONGEST_LOCK_MS)
  return { wrongAt: [], lockouts: lockouts + 1, lockedUntil: now + lockMs }
}

/** A right PIN clears the count, and leaves the rounds: it may be the owner's, between two rounds of somebody else. */
export function clearCount(guesses: FailedAttempts): FailedAttempts {
  return { ...guesses, wrongAt: [] }
}
