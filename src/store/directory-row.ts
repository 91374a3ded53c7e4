import type { Queries } from './database.ts'

/** The one row that says which clients calls see, and whose turn it is to change them. */
export type DirectoryRow = {
  generation: number
  clientCount: number
  /** Fingerprint of the secret that the PINs are hashed with; null while there are none. */
  pinKey: string | null
}

const COLUMNS = 'generation, client_count AS "clientCount", pin_key AS "pinKey"'

export function readDirectoryRow(queries: Queries): Promise<DirectoryRow | undefined> {
  return queries.get<DirectoryRow>(`SELECT ${COLUMNS} FROM directory`)
}

/** Takes the lease when it is free, or has run out because its holder died; otherwise undefined. */
export function takeLease(
  queries: Queries,
  holder: string,
  now: number,
  until: number,
): Promise<DirectoryRow | undefined> {
  return queries.get<DirectoryRow>(
    `UPDATE directory SET lease_holder = ?, lease_until = ? WHERE lease_until < ? RETURNING ${COLUMNS}`,
    holder,
    until,
    now,
  )
}

/** Keeps the lease, and locks the row until the transaction ends; false when another has taken it meanwhile. */
export async function renewLease(queries: Queries, holder: string, until: number): Promise<boolean> {
  const sql = 'UPDATE directory SET lease_until = ? WHERE lease_holder = ?'
  return (await queries.run(sql, until, holder)) === 1
}

export async function releaseLease(queries: Queries, holder: string): Promise<void> {
  await queries.run(
    'UPDATE directory SET lease_holder = NULL, lease_until = 0 WHERE lease_holder = ?',
    holder,
  )
}

/** From here on calls see this generation. */
export async function publishGeneration(queries: Queries, row: DirectoryRow): Promise<void> {
  const sql = 'UPDATE directory SET generation = ?, client_count = ?, pin_key = ?'
  await queries.run(sql, row.generation, row.clientCount, row.pinKey)
}
