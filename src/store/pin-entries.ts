import type { Queries } from './database.ts'

export type PinEntry = {
  callSid: string
  /** Which entry of the call this is: the same for a webhook that is delivered again. */
  entry: string
  /** Blank when the PIN was compared with nobody's. */
  clientId: string
  isRight: boolean
}

/** Keeps an entry once and tells how the first one of its kind was taken. */
export async function recordPinEntry(queries: Queries, entry: PinEntry, now: number): Promise<boolean> {
  await queries.run(
    `INSERT INTO pin_entries (call_sid, entry, client_id, entered_at, is_right) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (call_sid, entry) DO NOTHING`,
    entry.callSid,
    entry.entry,
    entry.clientId,
    now,
    entry.isRight ? 1 : 0,
  )
  const first = await queries.get<{ is_right: number }>(
    'SELECT is_right FROM pin_entries WHERE call_sid = ? AND entry = ?',
    entry.callSid,
    entry.entry,
  )
  return first?.is_right === 1
}
