import { createHmac } from 'node:crypto'
import { isEqual } from '../crypto/constant-time.ts'

/**
 * What only a server with this STATE_SECRET can answer to a nonce. The key is derived, so that nobody can have progress
 * signed by asking for a proof.
 */
export function proveServer(nonce: string, stateSecret: string): string {
  const key = createHmac('sha256', stateSecret).update('frontdesk healthz').digest()
  return createHmac('sha256', key).update(nonce).digest('base64url')
}

/** Whether a proof is one of ours; while a secret is being changed, either will do. */
export function isProof(proof: string, nonce: string, stateSecrets: string[]): boolean {
  return stateSecrets.some((secret) => isEqual(proof, proveServer(nonce, secret)))
}
