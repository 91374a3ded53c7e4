import type { Database, Queries } from './database.ts'
import { removeFromLog } from './disclosures.ts'
import { OPTED_OUT } from './unreachable-numbers.ts'

/** Rows of each kind that are older than this are removed; epoch milliseconds. */
export type PurgeLimits = {
  details: number
  undelivered: number
  failedAttempts: number
  words: number
  misheard: number
}

/** Few enough rows that a call's write need not wait long. */
const BATCH = 300

const deleteSome = (table: string, keys: string, condition: string) =>
  `DELETE FROM ${table} WHERE (${keys}) IN (SELECT ${keys} FROM ${table} WHERE ${condition} LIMIT ${BATCH})`

/** Who has opted out stays so. */
const FORGOTTEN = `since < ? AND code <> '${OPTED_OUT}'`
const NOT_WAITING = `asked_at < ? AND NOT EXISTS (
    SELECT 1 FROM request_deliveries d WHERE d.request_id = requests.id AND d.state = 'waiting'
  )`
/** The client may be in the next import again. */
const OF_NOBODY = 'added_at < ? AND NOT EXISTS (SELECT 1 FROM clients c WHERE c.id = aliases.client_id)'

const PURGES: [kind: string, limit: keyof PurgeLimits, sql: string][] = [
  ['calls', 'details', deleteSome('calls', 'call_sid', 'started_at < ?')],
  ['PIN entries', 'details', deleteSome('pin_entries', 'call_sid, entry', 'entered_at < ?')],
  ['texts', 'details', deleteSome('texts', 'call_sid', "promised_at < ? AND state <> 'waiting'")],
  ['unreachable numbers', 'details', deleteSome('unreachable_numbers', 'number_key', FORGOTTEN)],
  ['replies', 'details', deleteSome('text_replies', 'message_sid', 'at < ?')],
  ['requests', 'details', deleteSome('requests', 'id', NOT_WAITING)],
  ['undelivered requests', 'undelivered', deleteSome('requests', 'id', 'asked_at < ?')],
  ['wrong PIN counts', 'failedAttempts', deleteSome('failed_attempts', 'subject', 'last_at < ?')],
  ['told words', 'words', deleteSome('disclosed_words', 'call_sid, client_id', 'told_at < ?')],
  ['misheard names', 'misheard', deleteSome('misheard', 'call_sid, step', 'at < ?')],
  ['aliases of nobody', 'details', deleteSome('aliases', 'heard_key, client_id', OF_NOBODY)],
  ['desk sessions', 'words', deleteSome('desk_sessions', 'id_hash', 'until < ?')],
  ['desk passwords', 'failedAttempts', deleteSome('desk_attempts', 'id', 'at < ?')],
  ['desk work', 'details', deleteSome('desk_done', 'kind, id', 'done_at < ?')],
  ['desk imports', 'details', deleteSome('desk_imports', 'id', 'at < ?')],
]
/** Erasures stay on record. */
const DISCLOSURES = deleteSome('disclosure_log', 'call_sid, client_id, what', "at < ? AND what <> 'erased'")

/** Removes what is older than its limit, and returns how many rows of each kind were removed. */
export async function purgeBefore(database: Database, limits: PurgeLimits): Promise<Record<string, number>> {
  const removed: Record<string, number> = {}
  for (const [kind, limit, sql] of PURGES) {
    removed[kind] = await untilNone(() => database.run(sql, limits[limit]))
  }
  const before = limits.details
  const purge = (queries: Queries) => removeFromLog(queries, before, () => queries.run(DISCLOSURES, before))
  removed.disclosures = await untilNone(() => database.transaction(purge))
  return removed
}

async function untilNone(remove: () => Promise<number>): Promise<number> {
  let removed = 0
  for (let some = await remove(); some > 0; some = await remove()) removed += some
  return removed
}
