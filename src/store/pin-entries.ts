import { questionMarks } from './batches.ts'
import type { Queries } from './database.ts'
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

const ENTER = `SELECT enter_pin(${questionMarks(15)}) AS "isRight"`

/** On PostgreSQL alone: records and counts an entry in one round trip. Returns whether it was right when it was first entered. */
export async function enterPinAtOnce(
  queries: Queries,
  entry: PinEntry,
  subjects: { client: string; number: string },
  rules: LockRules,
  now: number,
): Promise<boolean> {
  const row = await queries.get<{ isRight: number }>(
    ENTER,
    ...[entry.callSid, entry.entry, entry.clientId, entry.isRight ? 1 : 0],
    ...[subjects.client, subjects.number, now, rules.firstLockMs, rules.lockoutsLastMs],
    ...[rules.client.most, rules.client.windowMs, rules.client.longestLockMs],
    ...[rules.number.most, rules.number.windowMs, rules.number.longestLockMs],
  )
  return row?.isRight === 1
}
