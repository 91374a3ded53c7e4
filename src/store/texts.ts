import type { Language } from '../hearing/heard.ts'
import type { Database, Queries } from './database.ts'
import { recordFollowing } from './disclosures.ts'
import { limitValues, type TextLimits, WITHIN_LIMITS } from './text-limits.ts'
import { OPTED_OUT } from './unreachable-numbers.ts'

/** A text waits until the platform has accepted it or it is given up; then its body and numbers are wiped. */
export type TextState = 'waiting' | 'accepted' | 'dead'

/** A text that a call may be offered. */
export type TextOffer = {
  /** The CallSid: one text a call, however often it is asked for. */
  call: string
  /** Whom it is about. */
  clientId: string
  /** The number that was called, E.164. */
  from: string
  /** The caller, E.164. */
  to: string
  /** When it is offered or promised, by the line's clock. */
  at: number
}

/** A text as the caller was promised it. */
export type TextPromise = TextOffer & {
  /** The sentence; the sender's name and the stop notice are added around it. */
  body: string
  /** What the caller said yes to, word for word: kept as the record of their consent. */
  consent: string
  /** In which a reply to it is answered. */
  lang: Language
}

export type StoredPromise = TextPromise & { numberKey: string; segments: number; promisedAt: number }

/** What the caller may be told: the text will come, this number takes none, or we can't send any. */
export type PromiseAnswer = 'promised' | 'refused' | 'unsendable'

/** How far a call's text is. The answer is what the call was told when it asked before; null when it has not been told yet. */
export type PromiseStatus = { answer: PromiseAnswer | null; state: TextState }

const WIPE = 'sender = NULL, recipient = NULL, body = NULL, leased_until = 0'

/**
 * Within the transaction that stores texts: on PostgreSQL, servers count and store one after the other. It is the row that
 * `claimNext` locks first, too.
 */
export async function lockTexts(queries: Queries): Promise<void> {
  await queries.run('UPDATE text_pace SET free_at = free_at WHERE only_row = 1')
}

/**
 * Stores the text and the record of it, once a call; undefined where there were too many to the number or about the
 * client. Needs `lockTexts`.
 */
export async function insertPromise(
  queries: Queries,
  text: StoredPromise,
  limits: TextLimits,
): Promise<PromiseStatus | undefined> {
  const added = await queries.run(
    `INSERT INTO texts (call_sid, number_key, consent, promised_at, sender, recipient, body, segments, lang,
       state, tries, due_at, leased_until, status_rank)
     SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, 0, 0 WHERE ${WITHIN_LIMITS}
     ON CONFLICT (call_sid) DO NOTHING`,
    ...[text.call, text.numberKey, text.consent, text.promisedAt, text.from, text.to, text.body],
    ...[text.segments, text.lang, text.promisedAt],
    ...limitValues(text, limits),
  )
  if (added === 0) {
    return queries.get<PromiseStatus>('SELECT answer, state FROM texts WHERE call_sid = ?', text.call)
  }
  await recordFollowing(queries, 'texted', text)
  return { answer: null, state: 'waiting' }
}

/** How many texts wait for their turn. */
export async function countDue(queries: Queries, now: number): Promise<number> {
  const sql = `SELECT COUNT(*) AS count FROM texts WHERE state = 'waiting' AND due_at <= ? AND leased_until <= ?`
  return (await queries.get<{ count: number }>(sql, now, now))?.count ?? 0
}

/** Decides once and for all what the call is told: promised, unless the text has been refused by now. */
export async function fixAnswer(database: Database, call: string): Promise<PromiseAnswer> {
  const row = await database.get<{ answer: PromiseAnswer }>(
    `UPDATE texts SET answer = COALESCE(answer, 'promised') WHERE call_sid = ? RETURNING answer`,
    call,
  )
  return row?.answer ?? 'promised'
}

/** The platform has it: from here on it is the platform's to deliver. One message settles one text. */
export async function markAccepted(queries: Queries, call: string, sid: string, now: number): Promise<void> {
  const sql = `UPDATE texts SET state = 'accepted', sid = ?, settled_at = ?, reason = NULL, ${WIPE}
    WHERE call_sid = ? AND state = 'waiting'
      AND NOT EXISTS (SELECT 1 FROM texts AS other WHERE other.sid = ?)`
  await queries.run(sql, sid, now, call, sid)
}

/** It will never be sent. A caller who has not been told anything yet hears so, by the answer given. */
export async function markDead(
  queries: Queries,
  call: string,
  { code, reason, answer }: { code: string; reason: string; answer: PromiseAnswer },
  now: number,
): Promise<void> {
  const sql = `UPDATE texts SET state = 'dead', answer = COALESCE(answer, ?), code = ?, reason = ?,
      settled_at = ?, ${WIPE}
    WHERE call_sid = ? AND state = 'waiting'`
  await queries.run(sql, answer, code, reason, now, call)
}

/**
 * Writes down what the platform reports of a message, unless its rank says that more is known already.
 * @returns the key of the number it was sent to, when this was new
 */
export async function writeStatus(
  queries: Queries,
  { sid, status, rank, code }: { sid: string; status: string; rank: number; code?: string | undefined },
): Promise<string | undefined> {
  const row = await queries.get<{ numberKey: string }>(
    `UPDATE texts SET status = ?, status_rank = ?, code = COALESCE(?, code)
     WHERE sid = ? AND status_rank < ? RETURNING number_key AS "numberKey"`,
    ...[status, rank, code ?? null, sid, rank],
  )
  return row?.numberKey
}

/** The platform's ids of the messages to a number that are on record. */
export async function findSids(queries: Queries, numberKey: string): Promise<Set<string>> {
  const sql = 'SELECT sid FROM texts WHERE number_key = ? AND sid IS NOT NULL'
  const rows = await queries.all<{ sid: string }>(sql, numberKey)
  return new Set(rows.map(({ sid }) => sid))
}

const OF_CLIENT = 'call_sid IN (SELECT call_sid FROM disclosure_log WHERE client_id = ?)'

/** A text of an erased client that has not left yet never will, and a reply to one that has is a reply to nothing. */
export async function killTextsOf(queries: Queries, clientId: string, now: number): Promise<void> {
  await queries.run(`UPDATE texts SET is_erased = 1 WHERE ${OF_CLIENT}`, clientId)
  const sql = `UPDATE texts SET state = 'dead', reason = 'the client was erased', settled_at = ?, ${WIPE}
    WHERE state = 'waiting' AND ${OF_CLIENT}`
  await queries.run(sql, now, clientId)
}

/** A text that waits to a number whose owner wants no more never leaves. */
export async function killTextsTo(queries: Queries, numberKey: string, now: number): Promise<void> {
  const sql = `UPDATE texts SET state = 'dead', answer = COALESCE(answer, 'refused'), code = ?, settled_at = ?,
      reason = 'the number has opted out', ${WIPE}
    WHERE state = 'waiting' AND number_key = ?`
  await queries.run(sql, OPTED_OUT, now, numberKey)
}

/** How many texts wait, and since when the oldest. */
export async function countWaiting(queries: Queries): Promise<{ count: number; oldest: number | null }> {
  const sql = `SELECT COUNT(*) AS count, MIN(promised_at) AS oldest FROM texts WHERE state = 'waiting'`
  return (await queries.get<{ count: number; oldest: number | null }>(sql)) ?? { count: 0, oldest: null }
}

/** How many texts are settled, as far as their rows are kept. The accepted ones are by far the most: they are what is left. */
export async function countSettled(queries: Queries): Promise<{ accepted: number; dead: number }> {
  const sql = `SELECT (SELECT COUNT(*) FROM texts) AS "all",
    (SELECT COUNT(*) FROM texts WHERE state = 'waiting') AS waiting,
    (SELECT COUNT(*) FROM texts WHERE state = 'dead') AS dead`
  const { all, waiting, dead } = (await queries.get<Counted>(sql)) ?? { all: 0, waiting: 0, dead: 0 }
  return { accepted: all - waiting - dead, dead }
}

type Counted = { all: number; waiting: number; dead: number }
