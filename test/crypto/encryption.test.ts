import { expect, test } from 'vitest'
import { createEncryption } from '../../src/crypto/encryption.ts'

const encryption = createEncryption('a secret of the tests')

test('an encrypted text shows none of its words, and is decrypted again', () => {
  const encrypted = encryption.encrypt('José, your appointment is on Tuesday', 'call-1')
  expect(Buffer.from(encrypted, 'base64').toString()).not.toContain('appointment')
  expect(encryption.decrypt(encrypted, 'call-1')).toBe('José, your appointment is on Tuesday')
  expect(encryption.encrypt('the same', 'call-1')).not.toBe(encryption.encrypt('the same', 'call-1'))
})

test('an encrypted text is decrypted neither elsewhere, nor altered, nor with another secret', () => {
  const encrypted = encryption.encrypt('words', 'call-1')
  expect(() => encryption.decrypt(encrypted, 'call-2')).toThrow()
  expect(() => encryption.decrypt(`A${encrypted.slice(1)}`.replace(/^AA/, 'AB'), 'call-1')).toThrow()
  expect(() => createEncryption('another secret').decrypt(encrypted, 'call-1')).toThrow()
})
