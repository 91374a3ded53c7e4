import { equalLists, questionMarks } from './batches.ts'
import { VISIBLE } from './client-versions.ts'
import type { Queries } from './database.ts'

/** How else a client's name is heard: the key of the words. */
export type Alias = { heardKey: string; addedAt: number; addedBy: string }

/** As many readings as heard words have. */
const KEYS = 24
const MOST = 10
const ADD = `INSERT INTO aliases (heard_key, client_id, added_at, added_by)
  SELECT CAST(? AS TEXT), c.id, CAST(? AS BIGINT), CAST(? AS TEXT) FROM clients c WHERE c.id = ? AND ${VISIBLE}
  ON CONFLICT (heard_key, client_id) DO UPDATE SET added_at = excluded.added_at`
const NAMES = `SELECT c.name FROM aliases a CROSS JOIN clients c
  WHERE a.heard_key IN (${questionMarks(KEYS)}) AND c.id = a.client_id AND ${VISIBLE}
  ORDER BY a.added_at DESC LIMIT ${MOST}`

/** False when nobody on file has this id. */
export async function addAlias(
  queries: Queries,
  { client, heardKey, at, by }: { client: string; heardKey: string; at: number; by: string },
): Promise<boolean> {
  return (await queries.run(ADD, heardKey, at, by, client)) === 1
}

export async function removeAlias(queries: Queries, client: string, heardKey: string): Promise<void> {
  await queries.run('DELETE FROM aliases WHERE client_id = ? AND heard_key = ?', client, heardKey)
}

export function listAliases(queries: Queries, client: string): Promise<Alias[]> {
  const sql = `SELECT heard_key AS "heardKey", added_at AS "addedAt", added_by AS "addedBy" FROM aliases
    WHERE client_id = ? ORDER BY heard_key`
  return queries.all(sql, client)
}

/** The names on file that these keys are aliases of, the latest alias first. */
export async function findAliasedNames(queries: Queries, keys: string[]): Promise<string[]> {
  const [list] = equalLists(keys, KEYS)
  if (!list) return []
  const rows = await queries.all<{ name: string }>(NAMES, ...list)
  return [...new Set(rows.map(({ name }) => name))]
}

export async function removeAliasesOf(queries: Queries, client: string): Promise<void> {
  await queries.run('DELETE FROM aliases WHERE client_id = ?', client)
}
