import type { Database, Queries, Value } from './database.ts'
import type { Table } from './tables.ts'

/** The part that stands for the whole copy, once it is finished: with its source instead of a key. */
const WHOLE = ''
const CREATE = `CREATE TABLE IF NOT EXISTS copy_progress (part TEXT PRIMARY KEY, after_key TEXT NOT NULL)`
const WRITE = `INSERT INTO copy_progress (part, after_key) VALUES (?, ?)
  ON CONFLICT (part) DO UPDATE SET after_key = excluded.after_key`
const READ = 'SELECT after_key AS "afterKey" FROM copy_progress WHERE part = ?'

/** Whether a database holds an unfinished or finished copy. */
export async function isCopyBegun(to: Database): Promise<boolean> {
  // The table does not exist before the first copy.
  const row = await to.get('SELECT part FROM copy_progress LIMIT 1').catch(() => undefined)
  return row !== undefined
}

/** Makes room for how far a copy has come, in the database that is copied into. */
export async function createCopyProgress(to: Database): Promise<void> {
  await to.run(CREATE)
}

/** The key up to which a table has been copied; undefined when it has not been begun. */
export async function copiedUpTo(queries: Queries, table: Table): Promise<Value[] | undefined> {
  const row = await queries.get<{ afterKey: string }>(READ, table.name)
  // Written by `writeCopyProgress`.
  return row && (JSON.parse(row.afterKey) as Value[])
}

export async function writeCopyProgress(queries: Queries, table: Table, key: Value[]): Promise<void> {
  await queries.run(WRITE, table.name, JSON.stringify(key))
}

/** `source` says where the copied database is; blank when that is not known. */
export async function finishCopy(queries: Queries, source = ''): Promise<void> {
  await queries.run(WRITE, WHOLE, source)
}

/** Where a finished copy was copied from, as far as that is known; undefined while it is not finished. */
export async function finishedCopy(queries: Queries): Promise<{ source: string } | undefined> {
  const row = await queries.get<{ afterKey: string }>(READ, WHOLE)
  return row && { source: row.afterKey }
}
