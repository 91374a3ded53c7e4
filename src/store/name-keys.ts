import { equalLists, questionMarks } from './batches.ts'
import { VISIBLE } from './client-versions.ts'
import { type Client, type ClientFields, toClient } from './clients.ts'
import { BOUND_LIMIT, type Queries } from './database.ts'
import { readDirectoryRow } from './directory-row.ts'

/** How many keys one look-up takes. */
export const KEYS_A_LOOKUP = 24

const BEARERS = `SELECT c.name_key AS key, COUNT(*) AS bearers, MIN(c.id) AS id, MIN(c.name) AS name,
  MIN(c.language) AS language, MIN(c.last_four) AS "lastFour", MIN(c.spoken_name) AS "spokenName" FROM clients c
  WHERE c.name_key IN (${questionMarks(KEYS_A_LOOKUP)}) AND ${VISIBLE} GROUP BY c.name_key`
const PAGE = `SELECT name_key AS key, COUNT(*) AS bearers FROM clients WHERE name_key > ?
  GROUP BY name_key ORDER BY name_key LIMIT ${BOUND_LIMIT}`
const VERSIONS = `SELECT id, since, name, name_key AS key FROM clients WHERE (id, since) > (?, ?)
  ORDER BY id, since LIMIT ${BOUND_LIMIT}`

type Counted = { key: string; bearers: number }

/** How many people have a name, and who: for more than one, `only` is undefined. */
export type Bearers = { count: number; only: Client | undefined }

/** Which of these names are on file, by their keys, and who has each; the first KEYS_A_LOOKUP count. */
export async function findBearers(queries: Queries, keys: string[]): Promise<Map<string, Bearers>> {
  const [list] = equalLists(keys, KEYS_A_LOOKUP)
  if (!list) return new Map()
  const rows = await queries.all<Counted & ClientFields>(BEARERS, ...list)
  return new Map(rows.map(({ key, bearers, ...row }) => [key, bearersOf(Number(bearers), row)]))
}

function bearersOf(count: number, row: ClientFields): Bearers {
  return { count, only: count === 1 ? toClient(row) : undefined }
}

/** The next names after this one, in the database's order. They include those of versions that are not visible. */
export async function readNamesAfter(queries: Queries, key: string, limit: number): Promise<Counted[]> {
  return queries.all<Counted>(PAGE, key, limit)
}

/** Changes with every import. */
export async function readGeneration(queries: Queries): Promise<number> {
  return (await readDirectoryRow(queries))?.generation ?? 0
}

/** The version of the rules by which the keys on file were made. */
export async function readNameRules(queries: Queries): Promise<number> {
  return Number((await queries.get<{ version: number }>('SELECT version FROM name_rules'))?.version ?? 0)
}

export async function writeNameRules(queries: Queries, version: number): Promise<void> {
  await queries.run('UPDATE name_rules SET version = ? WHERE version < ?', version, version)
}

/** The name in one version of a client. */
export type NamedVersion = { id: string; since: number; name: string; key: string }

/** The next names after this one, in the order of the clients' ids. */
export function readVersionsAfter(
  queries: Queries,
  { id, since }: Pick<NamedVersion, 'id' | 'since'>,
  limit: number,
): Promise<NamedVersion[]> {
  return queries.all<NamedVersion>(VERSIONS, id, since, limit)
}

export async function changeKey(queries: Queries, { id, since }: NamedVersion, key: string): Promise<void> {
  await queries.run('UPDATE clients SET name_key = ? WHERE id = ? AND since = ?', key, id, since)
}
