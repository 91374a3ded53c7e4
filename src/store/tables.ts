import { questionMarks } from './batches.ts'
import type { Database, Queries, Value } from './database.ts'
import { removeFromLog } from './disclosures.ts'
import { openDatabase } from './open.ts'

/** A table as `npm run copy` needs it: it copies whatever the schema has. */
export type Table = { name: string; columns: string[]; key: string[] }

export type Row = Record<string, Value>

/** This one says which clients calls see: it is copied last, so that calls see nothing of an unfinished copy. */
const LAST = 'directory'
const TABLES = `SELECT name FROM sqlite_master
  WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_version' ORDER BY rowid`
const COLUMNS = 'SELECT name, pk AS "keyPlace" FROM pragma_table_info(?) ORDER BY cid'

/** Rows that are read at once, and written in one transaction. */
const PAGE = 500

/** SQLite's description of a column; `keyPlace` is 0 when it is not part of the key. */
type Column = { name: string; keyPlace: number }

/** Every table of the schema that this code knows, as an empty database has them; referenced tables come first. */
export async function readTables(): Promise<Table[]> {
  const model = await openDatabase('file::memory:')
  try {
    const tables: Table[] = []
    for (const { name } of await model.all<{ name: string }>(TABLES)) {
      tables.push(toTable(name, await model.all<Column>(COLUMNS, name)))
    }
    return tables.sort((a, b) => Number(a.name === LAST) - Number(b.name === LAST))
  } finally {
    await model.close()
  }
}

function toTable(name: string, columns: Column[]): Table {
  const key = columns.filter(({ keyPlace }) => keyPlace > 0).sort((a, b) => a.keyPlace - b.keyPlace)
  const names = (some: Column[]) => some.map((column) => column.name)
  return { name, columns: names(columns), key: names(key) }
}

export async function countRows(queries: Queries, { name }: Table): Promise<number> {
  return (await queries.get<{ count: number }>(`SELECT COUNT(*) AS count FROM ${name}`))?.count ?? 0
}

/** Whether a table holds nothing, or only what every new database holds. */
export async function isUnused(queries: Queries, { name, key }: Table): Promise<boolean> {
  return key[0] === 'only_row' || !(await queries.get(`SELECT 1 AS one FROM ${name} LIMIT 1`))
}

/** All rows of a table in pages, in the order of its key; from after a key, when one is given. */
export async function* pagesOf(queries: Queries, table: Table, after?: Value[]): AsyncGenerator<Row[]> {
  for (let last = after; ; ) {
    const page = await queries.all<Row>(selectText(table, last !== undefined), ...(last ?? []))
    const lastRow = page.at(-1)
    if (!lastRow) return
    yield page
    last = keyOf(table, lastRow)
  }
}

/** Writes rows; one that is there already is changed only where it differs. */
export async function writeRows(queries: Queries, table: Table, rows: Row[]): Promise<void> {
  const values = rows.flatMap((row) => table.columns.map((column) => row[column] ?? null))
  await queries.run(upsertText(table, rows.length), ...values)
}

/** Those rows of a page that a database does not have. */
export async function missingIn(database: Database, table: Table, page: Row[]): Promise<Row[]> {
  const sql = `SELECT ${list(table.key)} FROM ${table.name} WHERE ${isOneOf(table, page, database.kind)}`
  const found = await database.all<Row>(sql, ...keysOf(table, page))
  const nameOf = (row: Row) => JSON.stringify(keyOf(table, row))
  const known = new Set(found.map(nameOf))
  return page.filter((row) => !known.has(nameOf(row)))
}

/** Removes rows, also from the record of disclosures. */
export async function removeRows(database: Database, table: Table, rows: Row[]): Promise<void> {
  const sql = `DELETE FROM ${table.name} WHERE ${isOneOf(table, rows, database.kind)}`
  await database.transaction((queries) =>
    removeFromLog(queries, Number.MAX_SAFE_INTEGER, () => queries.run(sql, ...keysOf(table, rows))),
  )
}

export function keyOf(table: Table, row: Row): Value[] {
  return table.key.map((column) => row[column] ?? null)
}

function selectText({ name, columns, key }: Table, isAfter: boolean): string {
  const where = isAfter ? `WHERE (${list(key)}) > (${questionMarks(key.length)})` : ''
  return `SELECT ${list(columns)} FROM ${name} ${where} ORDER BY ${list(key)} LIMIT ${PAGE}`
}

function upsertText({ name, columns, key }: Table, rows: number): string {
  const values = Array(rows)
    .fill(`(${questionMarks(columns.length)})`)
    .join(', ')
  const others = columns.filter((column) => !key.includes(column))
  const changes = others.map((column) => `"${column}" = excluded."${column}"`).join(', ')
  const differs = others.map((column) => `${name}."${column}" IS DISTINCT FROM excluded."${column}"`)
  return `INSERT INTO ${name} (${list(columns)}) VALUES ${values}
    ON CONFLICT (${list(key)}) DO UPDATE SET ${changes} WHERE ${differs.join(' OR ')}`
}

function keysOf(table: Table, rows: Row[]): Value[] {
  return rows.flatMap((row) => keyOf(table, row))
}

/** SQLite takes a list of keys only as `VALUES`, and PostgreSQL would take the values of such a table for texts. */
function isOneOf({ key }: Table, rows: Row[], kind: Database['kind']): string {
  const keys = rows.map(() => `(${questionMarks(key.length)})`).join(', ')
  return `(${list(key)}) IN (${kind === 'sqlite' ? 'VALUES ' : ''}${keys})`
}

function list(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ')
}
