import type { Table } from '../copy/tables.ts'
import { type Database, DatabaseUnusable, type Queries, type Value } from './database.ts'
import { inWords } from './why-unusable.ts'

/** The part that stands for the copy as a whole, once it is finished: with its source instead of a key. */
const WHOLE = ''
const NEW = `CREATE TABLE IF NOT EXISTS copy_progress (part TEXT PRIMARY KEY, after_key TEXT NOT NULL)`
const KEEP = `INSERT INTO copy_progress (part, after_key) VALUES (?, ?)
  ON CONFLICT (part) DO UPDATE SET after_key = excluded.after_key`
const READ = 'SELECT after_key AS "afterKey" FROM copy_progress WHERE part = ?'

/**
 * Makes a database ready to be copied into: it keeps there how far the copy has come.
 * @throws DatabaseUnusable when it holds something that did not come from a copy
 */
export async function beginCopy(to: Database, url: string, tables: Table[]): Promise<void> {
  // The table is not there before the first copy.
  const isBegun = await to.get('SELECT part FROM copy_progress LIMIT 1').catch(() => undefined)
  if (isBegun) return
  for (const { name, key } of tables) {
    const isEmpty = key[0] === 'only_row' || !(await to.get(`SELECT 1 AS one FROM ${name} LIMIT 1`))
    if (!isEmpty)
      throw new DatabaseUnusable(`${inWords(url)} is not empty, as a target must be: it has rows in ${name}.`)
  }
  await to.run(NEW)
}

/** The key up to which a table has been copied; undefined when it has not been begun. */
export async function copiedUpTo(queries: Queries, table: Table): Promise<Value[] | undefined> {
  const row = await queries.get<{ afterKey: string }>(READ, table.name)
  // Written by `keepProgress`.
  return row && (JSON.parse(row.afterKey) as Value[])
}

export async function keepProgress(queries: Queries, table: Table, key: Value[]): Promise<void> {
  await queries.run(KEEP, table.name, JSON.stringify(key))
}

/** `source` says where the copied database is; nothing when that cannot be told. */
export async function finishCopy(queries: Queries, source = ''): Promise<void> {
  await queries.run(KEEP, WHOLE, source)
}

/** What a copy that is finished is a copy of, as far as that is known; undefined while it is not finished. */
export async function finishedCopy(queries: Queries): Promise<{ source: string } | undefined> {
  const row = await queries.get<{ afterKey: string }>(READ, WHOLE)
  return row && { source: row.afterKey }
}
