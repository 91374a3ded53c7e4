import type { AuditEntry } from './audit.ts'
import type { Queries } from './database.ts'
import type { TextState } from './texts.ts'

const MOST_SHOWN = 200
const NEWEST = (whose: string) => `SELECT d.at, d.what, d.call_sid AS "call", d.client_id AS "client",
    d.appointment_at AS "appointmentAt", d.verified_by AS "verifiedBy", NULL AS "text"
  FROM disclosure_log d WHERE ${whose} d.at >= ? ORDER BY d.at DESC LIMIT ${MOST_SHOWN}`
const NEWEST_OF_ALL = NEWEST('')
const NEWEST_OF_ONE = NEWEST('d.client_id = ? AND')

/** The last entries of the record from a time on, newest first: of one client, or of all. */
export function newestEntries(
  queries: Queries,
  { since, client }: { since: number; client: string | undefined },
): Promise<AuditEntry[]> {
  return client === undefined ? queries.all(NEWEST_OF_ALL, since) : queries.all(NEWEST_OF_ONE, client, since)
}

/** A text without its words and numbers. */
export type DeskText = { promisedAt: number; state: TextState; status: string | null; code: string | null }

const TEXTS = `SELECT promised_at AS "promisedAt", state, status, code FROM texts ORDER BY promised_at DESC LIMIT 50`

/** The last texts, newest first. */
export function newestTexts(queries: Queries): Promise<DeskText[]> {
  return queries.all(TEXTS)
}
