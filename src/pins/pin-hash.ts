import { createHmac, randomBytes } from 'node:crypto'
import { isEqual } from '../crypto/constant-time.ts'

const SALT_BYTES = 12

/** What is stored for a PIN. Four digits are soon guessed, so the hash is worth nothing without the secret. */
export function hashPin(pin: string, secret: string): string {
  const salt = randomBytes(SALT_BYTES).toString('base64url')
  return `${salt}.${keyedHash(salt, pin, secret)}`
}

/** What a PIN is compared with where there is none. Its length is that of a real one. */
export const NOBODYS_HASH = hashPin('', 'nobody')

/** Compares in constant time. */
export function isRightPin(pin: string, stored: string, secret: string): boolean {
  const salt = stored.slice(0, stored.indexOf('.'))
  return isEqual(`${salt}.${keyedHash(salt, pin, secret)}`, stored)
}

/** Tells secrets apart without giving them away. */
export function fingerprint(secret: string): string {
  return createHmac('sha256', secret).update('frontdesk pin key').digest('base64url')
}

function keyedHash(salt: string, pin: string, secret: string): string {
  return createHmac('sha256', secret).update(`${salt}.${pin}`).digest('base64url')
}
