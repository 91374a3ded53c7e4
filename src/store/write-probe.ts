import type { Database } from './database.ts'

/** No key of a number: those are hashes. */
const KEY = 'write probe'

/**
 * The smallest write that reaches the disk and leaves nothing: a row is added and removed in one transaction. It fails
 * while the disk is full, the database is read-only, or others hold SQLite's lock. An update that changes nothing would
 * not do: SQLite does not write a row whose bytes stay the same.
 */
export async function writeAndRemove(database: Pick<Database, 'transaction'>): Promise<void> {
  await database.transaction(async (queries) => {
    await queries.run(
      `INSERT INTO unreachable_numbers (number_key, code, since) VALUES (?, '', 0) ON CONFLICT DO NOTHING`,
      KEY,
    )
    await queries.run('DELETE FROM unreachable_numbers WHERE number_key = ?', KEY)
  })
}
