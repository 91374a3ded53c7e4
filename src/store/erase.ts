import { removeAliasesOf } from './aliases.ts'
import { VISIBLE } from './client-versions.ts'
import type { Queries } from './database.ts'
import { type DirectoryRow, publishGeneration } from './directory-row.ts'
import { recordErasure } from './disclosures.ts'
import { forgetFailedAttempts } from './failed-attempts.ts'
import { forgetMisheardOf } from './misheard.ts'
import { forgetRepliesOf } from './replies.ts'
import { killTextsOf } from './texts.ts'

export type Erasure = {
  clientId: string
  subject: string
  occasion: string
  now: number
  by?: string | undefined
}

/**
 * Removes every version of a client and everything stored under their id, and records the erasure. The generation
 * advances, so that every server reads its names again. The record of what was disclosed stays, by id alone.
 * @returns false when nobody has that id
 */
export async function eraseClient(
  queries: Queries,
  row: DirectoryRow,
  { clientId, subject, occasion, now, by }: Erasure,
): Promise<boolean> {
  const visible = (await queries.get<{ count: number }>(COUNT_VISIBLE, clientId))?.count ?? 0
  await queries.run(REMOVE_OF_NUMBER, clientId)
  // Their appointments are deleted by the foreign key.
  const versions = await queries.run('DELETE FROM clients WHERE id = ?', clientId)
  if (versions === 0) return false
  await killTextsOf(queries, clientId, now)
  await queries.run('DELETE FROM pin_entries WHERE client_id = ?', clientId)
  await forgetFailedAttempts(queries, subject)
  // The words first: a request is recorded only while they are there, so that none follows.
  await queries.run('DELETE FROM disclosed_words WHERE client_id = ?', clientId)
  await queries.run('DELETE FROM requests WHERE client_id = ?', clientId)
  await forgetRepliesOf(queries, clientId)
  await removeAliasesOf(queries, clientId)
  await forgetMisheardOf(queries, clientId)
  await recordErasure(queries, occasion, clientId, { now, by })
  await publishGeneration(queries, {
    ...row,
    generation: row.generation + 1,
    clientCount: row.clientCount - visible,
  })
  return true
}

/** Call backs that nobody was identified for, at the number on file. */
const REMOVE_OF_NUMBER =
  'DELETE FROM requests WHERE client_id IS NULL AND number IN (SELECT phone FROM clients WHERE id = ?)'
const COUNT_VISIBLE = `SELECT COUNT(*) AS count FROM clients c WHERE c.id = ? AND ${VISIBLE}`
