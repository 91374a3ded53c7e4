import { expect, test } from 'vitest'
import { backOff } from '../../src/outbox/back-off.ts'
import { TEXT_BACK_OFF } from '../../src/texts/settle.ts'

const shortest = () => 0
const longest = () => 0.999_999

test('even after a first try of two seconds the second begins within three', () => {
  expect(backOff(TEXT_BACK_OFF, 1, undefined, longest)).toBeLessThan(750)
  expect(backOff(TEXT_BACK_OFF, 1, undefined, shortest)).toBeGreaterThan(262)
})

test('even after tries of four seconds the third begins within thirty', () => {
  const [second, third] = [
    backOff(TEXT_BACK_OFF, 1, undefined, longest),
    backOff(TEXT_BACK_OFF, 2, undefined, longest),
  ]
  expect(4_000 + second + 4_000 + third).toBeLessThan(30_000)
})

test('waits grow to half an hour, and no further', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 50].map((tries) => backOff(TEXT_BACK_OFF, tries, undefined, () => 0.5))
  expect(waits).toEqual([500, 2_500, 12_500, 62_500, 312_500, 1_562_500, 1_800_000, 1_800_000])
})

test('two texts that failed together do not come back together', () => {
  expect(backOff(TEXT_BACK_OFF, 3, undefined, shortest)).not.toBe(
    backOff(TEXT_BACK_OFF, 3, undefined, longest),
  )
})

test('a longer wait that the platform asks for is kept, a shorter one changes nothing', () => {
  expect(backOff(TEXT_BACK_OFF, 1, 40_000)).toBe(40_000)
  expect(backOff(TEXT_BACK_OFF, 5, 1_000, shortest)).toBe(187_500)
})
