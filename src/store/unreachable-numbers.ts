import type { Queries } from './database.ts'

/** The code of a number whose owner has opted out by a reply. It stays until they opt in again. */
export const OPTED_OUT = 'opted-out'
/** The platform's code for the same: it was told, and we were not. */
const OPTED_OUT_THERE = '21610'

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

/** No more texts to the number, whatever else is known of it. False when that was so already. */
export async function optOut(queries: Queries, numberKey: string, now: number): Promise<boolean> {
  const sql = `INSERT INTO unreachable_numbers AS known (number_key, code, since) VALUES (?, ?, ?)
    ON CONFLICT (number_key) DO UPDATE SET code = excluded.code, since = excluded.since
      WHERE known.code <> excluded.code`
  return (await queries.run(sql, numberKey, OPTED_OUT, now)) === 1
}

/** Texts may go to the number again, unless it takes none for another reason. */
export async function optIn(queries: Queries, numberKey: string): Promise<void> {
  const sql = 'DELETE FROM unreachable_numbers WHERE number_key = ? AND code IN (?, ?)'
  await queries.run(sql, numberKey, OPTED_OUT, OPTED_OUT_THERE)
}

export async function hasOptedOut(queries: Queries, numberKey: string): Promise<boolean> {
  const sql = 'SELECT code FROM unreachable_numbers WHERE number_key = ? AND code = ?'
  return (await queries.get(sql, numberKey, OPTED_OUT)) !== undefined
}
