import { afterEach, expect, test, vi } from 'vitest'
import { dataFolder } from '../../../src/directory/data-folder.ts'
import { weighSpelling } from '../../../src/hearing/names/family-search.ts'
import { findByKeys } from '../../../src/hearing/names/key-search.ts'
import { NameIndex } from '../../../src/hearing/names/name-index.ts'
import { openPronunciations } from '../../../src/hearing/names/pronounce.ts'

const GIVENS = 1_000
const pronounce = openPronunciations(dataFolder)

/** 243 family names of one bearer each, all of them on the keys 2-2-2-2, and a thousand given names. */
function indexOfRareNames(): NameIndex {
  const index = new NameIndex(pronounce, () => [])
  for (let at = 0; at < GIVENS; at++) {
    const given = spell(at, 'abcdefghij')
    index.add(at < 243 ? `${given} ${spell(at, 'abc')}` : `${given} smith`)
  }
  return index
}

/** A number in letters instead of digits, five of them. */
function spell(number: number, letters: string): string {
  return Array.from(
    { length: 5 },
    (_, at) => letters[Math.floor(number / letters.length ** at) % letters.length],
  ).join('')
}

afterEach(() => {
  vi.restoreAllMocks()
})

test.each([
  ['keyed', 20_000, (index: NameIndex) => findByKeys(index, '22', '22')],
  ['spelled', 10_000, (index: NameIndex) => weighSpelling(index, 'abcab', [], true)],
])('other calls go on while many rare names are tried for a %s one', async (_, least, search) => {
  const index = indexOfRareNames()
  const tries = vi.spyOn(index.pairs, 'has')
  // Whenever the clock is looked at, it is somebody else's turn.
  let ms = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (ms += 1_000))

  let [isOver, seen, longest] = [false, 0, 0]
  const takeTurn = () => {
    longest = Math.max(longest, tries.mock.calls.length - seen)
    seen = tries.mock.calls.length
    if (!isOver) setImmediate(takeTurn)
  }
  takeTurn()
  await search(index)
  isOver = true
  takeTurn()

  expect(seen).toBeGreaterThan(least)
  expect(longest).toBeLessThanOrEqual(1_000)
})

test('letters alone find nobody whose given name was not said', async () => {
  expect(await weighSpelling(indexOfRareNames(), 'abcab', [], false)).toEqual([])
})
