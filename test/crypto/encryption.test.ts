import { expect, test } from 'vitest'
import { createSeal } from '../../src/crypto/encryption.ts'

const seal = createSeal('a secret of the tests')

test('what is sealed shows none of its words, and opens again', () => {
  const sealed = seal.close('José, your appointment is on Tuesday', 'call-1')
  expect(Buffer.from(sealed, 'base64').toString()).not.toContain('appointment')
  expect(seal.open(sealed, 'call-1')).toBe('José, your appointment is on Tuesday')
  expect(seal.close('the same', 'call-1')).not.toBe(seal.close('the same', 'call-1'))
})

test('what is sealed opens neither elsewhere, nor altered, nor with another secret', () => {
  const sealed = seal.close('words', 'call-1')
  expect(() => seal.open(sealed, 'call-2')).toThrow()
  expect(() => seal.open(`A${sealed.slice(1)}`.replace(/^AA/, 'AB'), 'call-1')).toThrow()
  expect(() => createSeal('another secret').open(sealed, 'call-1')).toThrow()
})
