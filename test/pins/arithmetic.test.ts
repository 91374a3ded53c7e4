import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countWrong, isLocked, MOST_WRONG } from '../../src/pins/lockout.ts'
import type { FailedAttempts } from '../../src/store/failed-attempts.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const page = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8').replace(/ +/g, ' ')

/** How many guesses somebody gets who enters one whenever the record is not locked, day by day. */
function guessesByDay(days: number): number[] {
  const guesses = Array<number>(days).fill(0)
  let record: FailedAttempts = { wrongAt: [], lockouts: 0, lockedUntil: 0 }
  for (let now = 0; now < days * DAY; now = isLocked(record, now) ? record.lockedUntil : now + 1) {
    record = countWrong(record, MOST_WRONG.client, now)
    guesses[Math.floor(now / DAY)] = (guesses[Math.floor(now / DAY)] ?? 0) + 1
  }
  return guesses
}

test('SECURITY.md has the chances that the limits give a guesser', () => {
  const [first = 0, ...later] = guessesByDay(60)
  const daily = Math.max(...later)
  const percent = (share: number) => `${Number((share * 100).toPrecision(2))} %`
  console.info(`guesses: ${first} on the first day, at most ${daily} on a later one`)
  expect(page).toContain(`at most ${first} guesses on the first day`)
  for (const [kind, values] of [
    ['year of birth', 80],
    ['4 digits', 10_000],
    ['6 digits', 1_000_000],
  ] as const) {
    const row = page.split('\n').find((line) => line.startsWith(`| ${kind}`)) ?? ''
    console.info(
      `${kind}: ${percent(first / values)} on the first day, ${percent(daily / values)} on a later one`,
    )
    expect(row).toContain(`| ${percent(first / values)} | ${percent(daily / values)} |`)
  }
})
