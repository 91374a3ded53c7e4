import type { Queries } from './database.ts'

/** The one row that says which clients calls see. It also holds the lease to change them. */
export type DirectoryRow = {
  generation: number
  clientCount: number
  /** Fingerprint of the secret that the PINs are hashed with; null while there are none. */
  pinKey: string | null
  /** How many digits the PINs have; null while that is not known. */
  pinLength: number | null
}

export const DIRECTORY_COLUMNS =
  'generation, client_count AS "clientCount", pin_key AS "pinKey", pin_length AS "pinLength"'

export function readDirectoryRow(queries: Queries): Promise<DirectoryRow | undefined> {
  return queries.get<DirectoryRow>(`SELECT ${DIRECTORY_COLUMNS} FROM directory`)
}

/** From here on calls see this generation. */
export async function publishGeneration(queries: Queries, row: DirectoryRow): Promise<void> {
  const sql = 'UPDATE directory SET generation = ?, client_count = ?, pin_key = ?, pin_length = ?'
  await queries.run(sql, row.generation, row.clientCount, row.pinKey, row.pinLength)
}
