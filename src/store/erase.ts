import { VISIBLE } from './client-versions.ts'
import type { Queries } from './database.ts'
import { type DirectoryRow, publishGeneration } from './directory-row.ts'
import { recordErasure } from './disclosures.ts'
import { forgetFailedAttempts } from './failed-attempts.ts'
import { killTextsOf } from './texts.ts'

export type Erasure = { clientId: string; subject: string; occasion: string; now: number }

/**
 * Removes every version of a client and what hangs on their id, and leaves a row that says so. The generation moves on,
 * so that every server reads its names again. What stays, by id alone, is the record of what was disclosed.
 * @returns false when there is nobody of that id
 */
export async function eraseClient(
  queries: Queries,
  row: DirectoryRow,
  { clientId, subject, occasion, now }: Erasure,
): Promise<boolean> {
  const visible = (await queries.get<{ count: number }>(COUNT_VISIBLE, clientId))?.count ?? 0
  // The appointments go with their client.
  const versions = await queries.run('DELETE FROM clients WHERE id = ?', clientId)
  if (versions === 0) return false
  await killTextsOf(queries, clientId, now)
  await queries.run('DELETE FROM pin_entries WHERE client_id = ?', clientId)
  await forgetFailedAttempts(queries, subject)
  await queries.run('DELETE FROM disclosed_words WHERE client_id = ?', clientId)
  await recordErasure(queries, occasion, clientId, now)
  await publishGeneration(queries, {
    ...row,
    generation: row.generation + 1,
    clientCount: row.clientCount - visible,
  })
  return true
}

const COUNT_VISIBLE = `SELECT COUNT(*) AS count FROM clients c WHERE c.id = ? AND ${VISIBLE}`
