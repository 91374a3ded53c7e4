import type { Queries, Value } from '../store/database.ts'
import type { Table } from './tables.ts'

export type Row = Record<string, Value>

/** Rows that are read at once, and written in one transaction. */
const PAGE = 500

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

export async function isOnFile(queries: Queries, table: Table, row: Row): Promise<boolean> {
  const sql = `SELECT 1 AS one FROM ${table.name} WHERE ${isKey(table)}`
  return (await queries.get(sql, ...keyOf(table, row))) !== undefined
}

export async function removeRow(queries: Queries, table: Table, row: Row): Promise<void> {
  await queries.run(`DELETE FROM ${table.name} WHERE ${isKey(table)}`, ...keyOf(table, row))
}

export function keyOf(table: Table, row: Row): Value[] {
  return table.key.map((column) => row[column] ?? null)
}

function selectText({ name, columns, key }: Table, isAfter: boolean): string {
  const where = isAfter ? `WHERE (${list(key)}) > (${places(key.length)})` : ''
  return `SELECT ${list(columns)} FROM ${name} ${where} ORDER BY ${list(key)} LIMIT ${PAGE}`
}

function upsertText({ name, columns, key }: Table, rows: number): string {
  const values = Array(rows)
    .fill(`(${places(columns.length)})`)
    .join(', ')
  const others = columns.filter((column) => !key.includes(column))
  const changes = others.map((column) => `"${column}" = excluded."${column}"`).join(', ')
  const differs = others.map((column) => `${name}."${column}" IS DISTINCT FROM excluded."${column}"`)
  return `INSERT INTO ${name} (${list(columns)}) VALUES ${values}
    ON CONFLICT (${list(key)}) DO UPDATE SET ${changes} WHERE ${differs.join(' OR ')}`
}

function isKey({ key }: Table): string {
  return `(${list(key)}) = (${places(key.length)})`
}

function list(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ')
}

function places(count: number): string {
  return Array(count).fill('?').join(', ')
}
