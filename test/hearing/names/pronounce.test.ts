import { expect, test } from 'vitest'
import { dataFolder } from '../../../src/directory/data-folder.ts'
import { openPronunciations } from '../../../src/hearing/names/pronounce.ts'

const pronounce = openPronunciations(dataFolder)

test.each([
  ['smith', 'smiT'],
  ['a', 'c'],
  ['zywicki', 'ziwikI'],
  ['siobhan', 'Sivon'],
  ['nguyen', 'win'],
])('%s is in the dictionary', (word, sounds) => {
  expect(pronounce(word)[0]).toBe(sounds)
})

test('words that sound the same are said the same', () => {
  expect(pronounce('schmitt')[0]).toBe(pronounce('schmit')[0])
  expect(pronounce('catherine')).toContain(pronounce('katherine')[0])
})

test('a word that the dictionary lacks is guessed, and tried as two words', () => {
  expect(pronounce('sueellen')).toContain(`${pronounce('sue')[0]}${pronounce('ellen')[0]}`)
  expect(pronounce('brzunk')[0]).toMatch(/^br/)
})

test('other scripts have no sounds', () => {
  expect(pronounce('παππα')).toEqual([''])
})
