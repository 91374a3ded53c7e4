import type { Queries } from './database.ts'

/** Whether texts to the number are known to be undeliverable, or unwanted. */
export async function isUnreachable(queries: Queries, numberKey: string): Promise<boolean> {
  const sql = 'SELECT code FROM unreachable_numbers WHERE number_key = ?'
  return (await queries.get(sql, numberKey)) !== undefined
}

/** Remembers that the number takes no texts; the first code stays. */
export async function markUnreachable(
  queries: Queries,
  numberKey: string,
  code: string,
  now: number,
): Promise<void> {
  const sql = `INSERT INTO unreachable_numbers (number_key, code, since) VALUES (?, ?, ?)
    ON CONFLICT (number_key) DO NOTHING`
  await queries.run(sql, numberKey, code, now)
}
