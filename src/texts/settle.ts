import { NUMBER_CODES } from '../signalwire/final-codes.ts'
import type { SendOutcome } from '../signalwire/rest.ts'
import type { Database, Queries } from '../store/database.ts'
import type { ClaimedText } from '../store/text-claims.ts'
import { markUnreachable } from '../store/unreachable-numbers.ts'
import { waitAfter } from './backoff.ts'

/** After a day the text is of no more use to anyone. */
export const LIFETIME_MS = 24 * 3_600_000
/** What the platform said must not be lost for want of a lock; nobody waits for it. */
const PATIENCE_MS = 5_000
/** By then the caller has been told that the text will come. */
const CALLER_WAITS_MS = 2_000

const WIPE = 'sender = NULL, recipient = NULL, body = NULL, leased_until = 0'

/** Writes down what became of a try. */
export async function settle(
  database: Database,
  text: ClaimedText,
  outcome: SendOutcome,
  now: number,
): Promise<void> {
  const work = (queries: Queries) => {
    if (outcome.kind === 'accepted') return markAccepted(queries, text.call, outcome.sid, now)
    if (isFinal(text, outcome, now)) return markDead(queries, text, outcome, now)
    const retryAfterMs = outcome.kind === 'unclear' ? outcome.retryAfterMs : undefined
    const dueAt = Math.min(now + waitAfter(text.tries, retryAfterMs), text.promisedAt + LIFETIME_MS)
    return postpone(queries, text, outcome, dueAt)
  }
  await database.transaction(work, { patienceMs: PATIENCE_MS })
}

/** A caller who was promised the text is owed that somebody mends our credentials within the day. */
function isFinal(
  { tries, promisedAt }: ClaimedText,
  outcome: SendOutcome,
  now: number,
): outcome is SendOutcome & { kind: 'refused' } {
  const isPromised = tries > 1 || now - promisedAt > CALLER_WAITS_MS
  return outcome.kind === 'refused' && !(outcome.isRepairable && isPromised)
}

/** The platform has it: from here on it is the platform's to deliver. One message settles one text. */
export async function markAccepted(queries: Queries, call: string, sid: string, now: number): Promise<void> {
  const sql = `UPDATE texts SET state = 'accepted', sid = ?, settled_at = ?, reason = NULL, ${WIPE}
    WHERE call_sid = ? AND state = 'waiting'
      AND NOT EXISTS (SELECT 1 FROM texts AS other WHERE other.sid = ?)`
  await queries.run(sql, sid, now, call, sid)
}

/**
 * It will never be sent. A caller who has not been told anything yet hears that the number takes no texts; where the
 * number itself is the cause, the next call from it is not offered one.
 */
async function markDead(
  queries: Queries,
  { call, numberKey }: ClaimedText,
  { code, reason }: { code: string; reason: string },
  now: number,
): Promise<void> {
  const sql = `UPDATE texts SET state = 'dead', answer = COALESCE(answer, 'refused'), code = ?, reason = ?,
      settled_at = ?, ${WIPE}
    WHERE call_sid = ? AND state = 'waiting'`
  await queries.run(sql, code, reason, now, call)
  if (NUMBER_CODES.has(code)) await markUnreachable(queries, numberKey, code, now)
}

/** Gives the text back until later, unless another server has claimed it meanwhile. */
async function postpone(
  queries: Queries,
  { call, tries }: ClaimedText,
  { code, reason }: { code?: string; reason: string },
  dueAt: number,
): Promise<void> {
  const sql = `UPDATE texts SET due_at = ?, leased_until = 0, code = ?, reason = ?
    WHERE call_sid = ? AND state = 'waiting' AND tries = ?`
  await queries.run(sql, dueAt, code ?? null, reason, call, tries)
}
