import type { Queries, Value } from './database.ts'

/** How many rows one insert takes. Each number makes a statement of its own, prepared once. */
const INSERT_SIZES = [300, 20, 1]
const inserts = new Map<string, string>()

/** Inserts rows by the hundreds: on PostgreSQL each statement is a round trip. `conflict` follows the values. */
export async function insertMany(
  queries: Queries,
  table: string,
  columns: string[],
  rows: Value[][],
  conflict = '',
): Promise<void> {
  let done = 0
  for (const size of INSERT_SIZES) {
    const sql = insertText(table, columns, size, conflict)
    for (; rows.length - done >= size; done += size) {
      await queries.run(sql, ...rows.slice(done, done + size).flat())
    }
  }
}

function insertText(table: string, columns: string[], rows: number, conflict: string): string {
  const key = `${table} ${rows} ${conflict}`
  const known = inserts.get(key)
  if (known) return known
  const values = Array(rows)
    .fill(`(${questionMarks(columns.length)})`)
    .join(', ')
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values} ${conflict}`
  inserts.set(key, sql)
  return sql
}

/**
 * Cuts values into lists of one length, so that one statement serves any number of them: the last value is repeated to
 * fill up the last list.
 */
export function* equalLists(values: string[], length: number): Generator<string[]> {
  for (let start = 0; start < values.length; start += length) {
    const list = values.slice(start, start + length)
    yield [...list, ...Array<string>(length - list.length).fill(list.at(-1) ?? '')]
  }
}

/** `?, ?, ?` */
export function questionMarks(count: number): string {
  return Array(count).fill('?').join(', ')
}
