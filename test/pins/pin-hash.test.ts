import { expect, test } from 'vitest'
import { fingerprint, hashPin, isRightPin } from '../../src/pins/pin-hash.ts'

test('a PIN is right only with its own secret', () => {
  const stored = hashPin('1995', 'secret')
  expect(isRightPin('1995', stored, 'secret')).toBe(true)
  expect(isRightPin('1996', stored, 'secret')).toBe(false)
  expect(isRightPin('1995', stored, 'other')).toBe(false)
  expect(isRightPin('1995', 'damaged', 'secret')).toBe(false)
})

test('the same PIN is stored differently each time, and never as it is', () => {
  const stored = [hashPin('1995', 'secret'), hashPin('1995', 'secret')]
  expect(stored[0]).not.toBe(stored[1])
  expect(stored.join()).not.toContain('1995.')
})

test('a fingerprint tells secrets apart', () => {
  expect(fingerprint('secret')).toBe(fingerprint('secret'))
  expect(fingerprint('secret')).not.toBe(fingerprint('other'))
  expect(fingerprint('secret')).not.toContain('secret')
})
