import type { Queries } from '../store/database.ts'
import { readDirectoryRow } from '../store/directory-row.ts'
import { fingerprint } from './pin-hash.ts'

/** Why the PINs on file cannot be compared: they were stored with another PIN_SECRET. Undefined when they can be. */
export async function pinSecretFault(queries: Queries, pinSecret: string): Promise<string | undefined> {
  const row = await readDirectoryRow(queries)
  const isSame = !row?.pinKey || row.clientCount === 0 || row.pinKey === fingerprint(pinSecret)
  if (isSame) return undefined
  return 'PIN_SECRET is not the one that the PINs on file were stored with: put it back, or import everyone again with --replace.'
}
