import type { Queries, Value } from './database.ts'

/** How many rows a statement takes. Each number is a text of its own, prepared once. */
const BATCHES = [300, 20, 1]
const texts = new Map<string, string>()

/** Inserts rows by the hundreds: on PostgreSQL each statement is a journey. `conflict` is what follows the values. */
export async function insertMany(
  queries: Queries,
  table: string,
  columns: string[],
  rows: Value[][],
  conflict = '',
): Promise<void> {
  let done = 0
  for (const batch of BATCHES) {
    const text = insertText(table, columns, batch, conflict)
    for (; rows.length - done >= batch; done += batch) {
      await queries.run(text, ...rows.slice(done, done + batch).flat())
    }
  }
}

function insertText(table: string, columns: string[], rows: number, conflict: string): string {
  const key = `${table} ${rows} ${conflict}`
  const known = texts.get(key)
  if (known) return known
  const placeholders = `(${columns.map(() => '?').join(', ')})`
  const values = Array(rows).fill(placeholders).join(', ')
  const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values} ${conflict}`
  texts.set(key, text)
  return text
}
