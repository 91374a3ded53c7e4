import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../..', import.meta.url)
const page = readFileSync(new URL('SECURITY.md', root), 'utf8')
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))

test('every test that SECURITY.md names is there, and so is every command', () => {
  const paths = [...page.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path)
  expect(paths.length).toBeGreaterThan(10)
  for (const path of paths) expect(existsSync(new URL(path, root)), path).toBe(true)
  const commands = [...page.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name)
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands))
})
