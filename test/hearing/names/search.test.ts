import { expect, test } from 'vitest'
import { dataFolder } from '../../../src/directory/data-folder.ts'
import { nameKey } from '../../../src/hearing/name-key.ts'
import { findCandidates } from '../../../src/hearing/names/candidates.ts'
import { NameIndex } from '../../../src/hearing/names/name-index.ts'
import { openNicknames } from '../../../src/hearing/names/nicknames.ts'
import { parseName } from '../../../src/hearing/names/parse-name.ts'
import { openPronunciations } from '../../../src/hearing/names/pronounce.ts'

const people = [
  'Catherine Boyer',
  'Catherine Bauer',
  'William Turner',
  'Jon Schmidt',
  'John Smith',
  'Steven Grande',
  'Linda Wade-Johnson',
  'Mary Ann Scott',
  'Joshua Topete',
  'Prince',
]
const index = new NameIndex(openPronunciations(dataFolder), openNicknames(dataFolder))
for (const name of people) index.add(nameKey(name))

test.each([
  ['catherine boy you are', 'catherine boyer'],
  ['Katharine Boyer', 'catherine boyer'],
  ['Bill Turner', 'william turner'],
  ['John Schmitt', 'jon schmidt'],
  ['Grant Steven', 'steven grande'],
  ['Turner, William', 'william turner'],
  ['Linda Johnson', 'linda wade-johnson'],
  ['Mary Scott', 'mary-ann scott'],
  ['Joshua top eat', 'joshua topete'],
  ['Prince', 'prince'],
])('"%s" comes nearest to "%s"', async (heard, key) => {
  const [best] = await findCandidates(index, parseName(heard), false)
  expect(best?.key).toBe(key)
})

test('a name that nobody has comes near to nothing', async () => {
  expect(await findCandidates(index, parseName('Guadalupe Wojciechowski'), false)).toEqual([])
})
