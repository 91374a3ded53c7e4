import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { spanishCause } from '../../src/desk/words/spanish-causes.ts'

/** Where the import says what is wrong with a row. */
const files = [
  'import/client-row',
  'import/staging',
  'import/match-by-name',
  'import/read-rows',
  'import/read-csv',
  'time/parse-time',
]
/** `complain(column, 'cause')`, `cause: 'cause'`, `fault: 'cause'` and sentences that are returned, over several lines. */
const SAID = /(?:complain\(\s*'\w+',\s*|cause(?::| =)\s*|fault: |return )(?:'([^'\n]+)'|`([^`\n]+)`)/g

test('whatever is wrong with a row is said in Spanish at a Spanish desk', () => {
  const said = files.flatMap((file) =>
    [...readFileSync(`src/${file}.ts`, 'utf8').matchAll(SAID)].map(
      ([, plain, template]) => plain ?? template ?? '',
    ),
  )
  const causes = said
    .filter((one) => /^(is|has|must|cannot|differs) /.test(one))
    .map((one) => one.replace(/\$\{[^}]*\}/g, '7'))
  expect(causes.length).toBeGreaterThan(20)
  expect(causes.filter((one) => spanishCause(one) === one)).toEqual([])
})
