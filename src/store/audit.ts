import type { Queries } from './database.ts'
import type { RequestKind } from './disclosures.ts'
import type { TextState } from './texts.ts'

/** An entry of the record: what was told, texted, asked, looked up or erased of a client, when, in which call, and how it was verified. */
export type AuditEntry = {
  at: number
  what: 'told' | 'texted' | `asked-${RequestKind}` | 'looked-up' | 'erased'
  /** The CallSid; an erasure or a look-up has an id of its own. */
  call: string
  client: string
  appointmentAt: number | null
  verifiedBy: string
  /** The state of a text. */
  text: TextState | null
}

export type AuditRange = { since: number; until: number; client?: string | undefined }

/** At most this many are in memory at once. */
const PAGE = 500

const SELECT_PAGE = `SELECT d.at, d.what, d.call_sid AS "call", d.client_id AS "client",
    d.appointment_at AS "appointmentAt", d.verified_by AS "verifiedBy",
    CASE WHEN d.what = 'texted' THEN t.state END AS "text"
  FROM disclosure_log d LEFT JOIN texts t ON t.call_sid = d.call_sid
  WHERE (d.at, d.call_sid, d.client_id, d.what) > (?, ?, ?, ?) AND d.at < ? AND d.client_id = COALESCE(?, d.client_id)
  ORDER BY d.at, d.call_sid, d.client_id, d.what LIMIT ${PAGE}`

/** The entries of a period, oldest first; `since` is inclusive, `until` exclusive. */
export async function* readAudit(queries: Queries, range: AuditRange): AsyncGenerator<AuditEntry> {
  let last: AuditEntry | undefined
  do {
    const after = last ? [last.at, last.call, last.client, last.what] : [range.since, '', '', '']
    const page = await queries.all<AuditEntry>(SELECT_PAGE, ...after, range.until, range.client ?? null)
    yield* page
    last = page.length === PAGE ? page.at(-1) : undefined
  } while (last)
}
