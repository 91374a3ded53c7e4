import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  clearCount,
  countWrong,
  isLocked,
  LOCKOUTS_LAST_MS,
  LONGEST_LOCK_MS,
  MOST_WRONG,
  WINDOW_MS,
} from '../../src/pins/lockout.ts'
import type { FailedAttempts } from '../../src/store/failed-attempts.ts'

const HOUR = 3_600_000
const noFailedAttempts: FailedAttempts = { wrongAt: [], lockouts: 0, lockedUntil: 0 }
const start = Date.UTC(2026, 10, 22)

/** As many wrong PINs as fill one round, at one moment. */
function fillRound(guesses: FailedAttempts, now: number): FailedAttempts {
  return Array.from({ length: MOST_WRONG.client }).reduce<FailedAttempts>(
    (sofar) => countWrong(sofar, MOST_WRONG.client, now),
    guesses,
  )
}

test('the fifth wrong PIN locks for an hour, and not the fourth', () => {
  let guesses = noFailedAttempts
  for (let wrong = 1; wrong <= 4; wrong++) {
    guesses = countWrong(guesses, 5, start)
    expect(isLocked(guesses, start)).toBe(false)
  }
  guesses = countWrong(guesses, 5, start)
  expect(isLocked(guesses, start + HOUR - 1)).toBe(true)
  expect(isLocked(guesses, start + HOUR)).toBe(false)
})

test('each further round locks for twice as long, up to a day', () => {
  let [guesses, now] = [noFailedAttempts, start]
  const hours: number[] = []
  for (let round = 0; round < 7; round++) {
    guesses = fillRound(guesses, now)
    hours.push((guesses.lockedUntil - now) / HOUR)
    now = guesses.lockedUntil
  }
  expect(hours).toEqual([1, 2, 4, 8, 16, 24, 24])
})

test('wrong PINs that are a day apart never lock', () => {
  let [guesses, now] = [noFailedAttempts, start]
  for (let wrong = 0; wrong < 50; wrong++, now += WINDOW_MS / 4) guesses = countWrong(guesses, 5, now)
  expect(isLocked(guesses, now)).toBe(false)
})

test('a right PIN clears the count, and not the rounds', () => {
  const four = [1, 2, 3, 4].reduce<FailedAttempts>((sofar) => countWrong(sofar, 5, start), noFailedAttempts)
  expect(isLocked(countWrong(clearCount(four), 5, start), start)).toBe(false)
  const later = fillRound(noFailedAttempts, start).lockedUntil
  expect(fillRound(clearCount(fillRound(noFailedAttempts, start)), later).lockedUntil - later).toBe(2 * HOUR)
})

test('a month without a lock lets the rounds begin anew', () => {
  const first = fillRound(noFailedAttempts, start)
  const now = first.lockedUntil + LOCKOUTS_LAST_MS + 1
  expect(fillRound(first, now).lockedUntil - now).toBe(HOUR)
})

test('whatever the times of the guesses, no 24 hours hold more than 25 that could have been right', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 8 * HOUR }), { minLength: 50, maxLength: 200 })
  fc.assert(
    fc.property(gaps, (waits) => {
      let [guesses, now] = [noFailedAttempts, start]
      const tried: number[] = []
      for (const wait of waits) {
        now += wait
        if (!isLocked(guesses, now)) tried.push(now)
        guesses = countWrong(guesses, MOST_WRONG.client, now)
        expect(guesses.lockedUntil - now).toBeLessThanOrEqual(LONGEST_LOCK_MS)
      }
      const most = Math.max(
        ...tried.map((at) => tried.filter((one) => one >= at && one < at + WINDOW_MS).length),
      )
      expect(most).toBeLessThanOrEqual(25)
    }),
    { seed: 5, numRuns: 200 },
  )
})
