import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Seals words that are kept for a while, so that neither the database's file nor its backup tells them. */
export type Seal = {
  /** `context` must be the same to open it: what is kept cannot be moved to another place. */
  close(words: string, context: string): string
  /** Throws when it was altered, moved, or sealed with another secret. */
  open(sealed: string, context: string): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM under a key that is derived from the secret for this purpose alone. */
export function createSeal(secret: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'frontdesk kept answers', 32))
  return {
    close(words, context) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return (
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      )
    },
  }
}
