import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomFillSync } from 'node:crypto'

/** Encrypts texts that are stored for a while, so that neither the database file nor its backup shows them. */
export type Encryption = {
  /** `context` must be the same to decrypt, so that a stored text cannot be moved to another row. */
  encrypt(text: string, context: string): string
  /** Throws when the text was altered, moved, or encrypted with another secret. */
  decrypt(encrypted: string, context: string): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM with a key that is derived from the secret for this purpose alone. */
export function createEncryption(secret: string): Encryption {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'frontdesk kept answers', 32)))
  const nextNonce = drawNonces()
  return {
    encrypt(text, context) {
      const nonce = nextNonce()
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    decrypt(encrypted, context) {
      const bytes = Buffer.from(encrypted, 'base64')
      const body = bytes.subarray(NONCE_BYTES + TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return decipher.update(body, undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

/** Random bytes, drawn many at a time: drawing costs more than encrypting a sentence. Each nonce is used once. */
function drawNonces(): () => Buffer {
  const drawn = Buffer.alloc(NONCE_BYTES * 256)
  let used = drawn.length
  return () => {
    if (used === drawn.length) {
      randomFillSync(drawn)
      used = 0
    }
    used += NONCE_BYTES
    return drawn.subarray(used - NONCE_BYTES, used)
  }
}
