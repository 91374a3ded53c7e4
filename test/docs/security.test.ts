import { expect, test } from 'vitest'
import { exists, read } from './pages.ts'

test('every test that SECURITY.md names is there', () => {
  const paths = [...read('SECURITY.md').matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path)
  expect(paths.length).toBeGreaterThan(10)
  for (const path of paths) expect(exists(path), path).toBe(true)
})
