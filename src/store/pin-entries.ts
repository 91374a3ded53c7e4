import { questionMarks } from './batches.ts'
import type { Queries } from './database.ts'
import { type Disclosure, toldValues } from './disclosures.ts'
import type { LockRules } from './failed-attempts.ts'

export type PinEntry = {
  callSid: string
  /** Identifies the entry within the call: the same for a webhook that is delivered again. */
  entry: string
  /** Blank when the caller is nobody on file. */
  clientId: string
  /** Whether it opens the record. */
  isRight: boolean
}

/** Records an entry once. Returns whether it is new, and whether it was right when it was first entered. */
export async function recordPinEntry(
  queries: Queries,
  entry: PinEntry,
  now: number,
): Promise<{ isNew: boolean; isRight: boolean }> {
  const added = await queries.run(
    `INSERT INTO pin_entries (call_sid, entry, client_id, entered_at, is_right) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (call_sid, entry) DO NOTHING`,
    entry.callSid,
    entry.entry,
    entry.clientId,
    now,
    entry.isRight ? 1 : 0,
  )
  if (added === 1) return { isNew: true, isRight: entry.isRight }
  const first = await queries.get<{ is_right: number }>(
    'SELECT is_right FROM pin_entries WHERE call_sid = ? AND entry = ?',
    entry.callSid,
    entry.entry,
  )
  return { isNew: false, isRight: first?.is_right === 1 }
}

/** What is recorded with an entry that opens the record. */
export type ToBeTold = { disclosure: Disclosure; encryptedWords: string }

/** `encryptedWords`: those that count; undefined where nothing was to be told. */
export type Entered = { isRight: boolean; encryptedWords: string | undefined }

const ENTER = `WITH entered AS (SELECT enter_pin(${questionMarks(15)}) AS is_right),
  told AS (INSERT INTO disclosure_log (call_sid, client_id, what, at, appointment_at, verified_by)
    SELECT ${questionMarks(6)} FROM entered WHERE is_right = 1 AND CAST(? AS TEXT) IS NOT NULL
    ON CONFLICT (call_sid, client_id, what) DO NOTHING),
  kept AS (INSERT INTO disclosed_words (call_sid, client_id, words, told_at)
    SELECT ${questionMarks(4)} FROM entered WHERE is_right = 1 AND CAST(? AS TEXT) IS NOT NULL
    ON CONFLICT (call_sid, client_id) DO UPDATE SET words = disclosed_words.words RETURNING words)
  SELECT entered.is_right AS "isRight", kept.words FROM entered LEFT JOIN kept ON TRUE`

/**
 * On PostgreSQL alone: records and counts an entry in one round trip; and, where it was right when it was first entered,
 * what is told.
 */
export async function enterPinAtOnce(
  queries: Queries,
  entry: PinEntry,
  subjects: { client: string; number: string },
  { rules, now, toBeTold }: { rules: LockRules; now: number; toBeTold: ToBeTold | undefined },
): Promise<Entered> {
  const { disclosure, encryptedWords = null } = toBeTold ?? { disclosure: NOTHING_TOLD }
  const row = await queries.get<{ isRight: number; words: string | null }>(
    ENTER,
    ...[entry.callSid, entry.entry, entry.clientId, entry.isRight ? 1 : 0],
    ...[subjects.client, subjects.number, now, rules.firstLockMs, rules.lockoutsLastMs],
    ...[rules.client.most, rules.client.windowMs, rules.client.longestLockMs],
    ...[rules.number.most, rules.number.windowMs, rules.number.longestLockMs],
    ...[...toldValues(entry.callSid, disclosure), encryptedWords],
    ...[entry.callSid, disclosure.clientId, encryptedWords, disclosure.toldAt, encryptedWords],
  )
  return { isRight: row?.isRight === 1, encryptedWords: row?.words ?? undefined }
}

const NOTHING_TOLD: Disclosure = { clientId: '', appointmentAt: null, toldAt: 0 }
