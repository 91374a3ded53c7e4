import { randomUUID } from 'node:crypto'
import { clientSubject } from '../pins/subjects.ts'
import { discardSome } from '../store/client-versions.ts'
import type { Database } from '../store/database.ts'
import { eraseClient } from '../store/erase.ts'
import { waitForLease } from '../store/lease.ts'

/** Longer than any import. */
const LEASE_TIMEOUT_MS = 10 * 60_000

/** Erases a client, after any import that is running; false when nobody has that id. */
export async function erase(
  database: Database,
  clientId: string,
  now: number,
  { onWait, by }: { onWait?: () => void; by?: string } = {},
): Promise<boolean> {
  const { lease, row } = await waitForLease(database, AbortSignal.timeout(LEASE_TIMEOUT_MS), onWait)
  const erasure = { clientId, subject: clientSubject(clientId), occasion: `erase-${randomUUID()}`, now, by }
  try {
    // What an import that died has left must not become visible with the next generation.
    while ((await lease.change(discardSome)) > 0) {}
    return await lease.change((queries) => eraseClient(queries, row, erasure), true)
  } finally {
    await lease.release()
  }
}
