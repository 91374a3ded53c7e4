import type { Queries, Value } from './database.ts'

const BATCH = 300
const texts = new Map<string, string>()

/** Inserts rows by the hundreds: on PostgreSQL each statement is a journey. Needs two texts, prepared once. */
export async function insertMany(
  queries: Queries,
  table: string,
  columns: string[],
  rows: Value[][],
): Promise<void> {
  const whole = rows.length - (rows.length % BATCH)
  for (let at = 0; at < whole; at += BATCH) {
    await queries.run(insertText(table, columns, BATCH), ...rows.slice(at, at + BATCH).flat())
  }
  for (const row of rows.slice(whole)) await queries.run(insertText(table, columns, 1), ...row)
}

function insertText(table: string, columns: string[], rows: number): string {
  const key = `${table} ${rows}`
  const known = texts.get(key)
  if (known) return known
  const placeholders = `(${columns.map(() => '?').join(', ')})`
  const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array(rows).fill(placeholders).join(', ')}`
  texts.set(key, text)
  return text
}
