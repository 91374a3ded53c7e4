import { expect, test } from 'vitest'
import { shipped } from '../../src/call/sentences/catalogues.ts'
import { languages } from '../../src/hearing/heard.ts'
import { read } from './pages.ts'

const page = read('docs/prompts.md')
const rows = [...page.matchAll(/^\| `(\w+)` .*$/gm)].map(([row, key = '']) => ({ row, key }))

test('the page of sentences has every key with its meaning and both defaults, and no other', () => {
  expect(rows.map(({ key }) => key).sort()).toEqual(Object.keys(shipped['en-US']).sort())
  for (const { row, key } of rows) {
    const [meaning = '', ...texts] = row.split('|').slice(2, -1)
    expect(meaning.trim(), key).not.toBe('')
    // The rows have the keys of the catalogues: the first expectation says so.
    const defaults = languages.map((language) => shipped[language][key as keyof (typeof shipped)['en-US']])
    expect(texts.map((text) => text.trim())).toEqual(defaults)
  }
})
