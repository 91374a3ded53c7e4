import type { Encryption } from '../crypto/encryption.ts'
import type { Language } from '../hearing/heard.ts'
import type { Queries } from './database.ts'

/** What a caller may ask of the office. */
export const requestKinds = ['confirm', 'cancel', 'call-back'] as const
export type RequestKind = (typeof requestKinds)[number]

/** That a caller was told what is on file, after the right PIN. */
export type Disclosure = { clientId: string; appointmentAt: number | null; toldAt: number }

/** What they were told, word for word: what is said again or texted, whatever has been imported since. */
export type DisclosedWords = {
  name: string
  lang: Language
  /** As spoken. */
  sentences: string[]
  /** As texted: without words that are only true today. */
  written: string[]
  hasAppointment: boolean
  hasMessage: boolean
}

const ADD = `INSERT INTO disclosure_log (call_sid, client_id, what, at, appointment_at, verified_by)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (call_sid, client_id, what) DO NOTHING`

/** Records that a caller was told what is on file, once for each call and client. */
export async function recordDisclosure(
  queries: Queries,
  callSid: string,
  { clientId, appointmentAt, toldAt }: Disclosure,
): Promise<void> {
  await queries.run(ADD, callSid, clientId, 'told', toldAt, appointmentAt, 'pin')
}

/** Records what follows in a call from what it was told of a client: that it is going to be texted, or what was asked. */
export async function recordFollowing(
  queries: Queries,
  what: 'texted' | `asked-${RequestKind}`,
  { call, clientId, at }: { call: string; clientId: string; at: number },
): Promise<void> {
  await queries.run(
    `INSERT INTO disclosure_log (call_sid, client_id, what, at, appointment_at, verified_by)
     SELECT call_sid, client_id, CAST(? AS TEXT), ?, appointment_at, verified_by FROM disclosure_log
     WHERE call_sid = ? AND client_id = ? AND what = 'told'
     ON CONFLICT (call_sid, client_id, what) DO NOTHING`,
    what,
    at,
    call,
    clientId,
  )
}

/** Records that a client was erased; `occasion` is unique to this erasure. */
export async function recordErasure(
  queries: Queries,
  occasion: string,
  clientId: string,
  now: number,
): Promise<void> {
  await queries.run(ADD, occasion, clientId, 'erased', now, null, 'command')
}

/** Records that the office looked a client up; `occasion` is unique to this look-up. */
export async function recordLookUp(
  queries: Queries,
  occasion: string,
  { clientId, appointmentAt, at }: { clientId: string; appointmentAt: number | null; at: number },
): Promise<void> {
  await queries.run(ADD, occasion, clientId, 'looked-up', at, appointmentAt, 'command')
}

/**
 * Within a transaction: rows can be removed from the log only while the limit is raised above their time, and no other
 * transaction ever sees it raised.
 */
export async function removeFromLog(
  queries: Queries,
  before: number,
  remove: () => Promise<number>,
): Promise<number> {
  await queries.run('UPDATE purge_limit SET removable_before = ?', before)
  const removed = await remove()
  await queries.run('UPDATE purge_limit SET removable_before = 0')
  return removed
}

/**
 * Keeps the words, encrypted, until the call ends; once for a call and client.
 * @returns the words that count: those that were kept the first time
 */
export async function keepWords(
  queries: Queries,
  encryption: Encryption,
  callSid: string,
  { clientId, toldAt }: Disclosure,
  words: DisclosedWords,
): Promise<DisclosedWords> {
  const added = await queries.run(
    `INSERT INTO disclosed_words (call_sid, client_id, words, told_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (call_sid, client_id) DO NOTHING`,
    callSid,
    clientId,
    encryption.encrypt(JSON.stringify(words), contextOf(callSid, clientId)),
    toldAt,
  )
  if (added === 1) return words
  return (await findWords(queries, encryption, callSid, clientId)) ?? words
}

/** What a call was told of a client. */
export async function findWords(
  queries: Queries,
  encryption: Encryption,
  callSid: string,
  clientId: string,
): Promise<DisclosedWords | undefined> {
  const row = await queries.get<{ words: string }>(
    'SELECT words FROM disclosed_words WHERE call_sid = ? AND client_id = ?',
    callSid,
    clientId,
  )
  if (!row) return undefined
  // Written by `keepWords` a few minutes ago.
  return JSON.parse(encryption.decrypt(row.words, contextOf(callSid, clientId))) as DisclosedWords
}

/** Removes the words when the end of a call is reported. The record of the disclosure stays. */
export async function forgetWords(queries: Queries, callSid: string): Promise<void> {
  await queries.run('DELETE FROM disclosed_words WHERE call_sid = ?', callSid)
}

/** Bound to the encrypted words, so that they cannot be moved to another call or client. */
function contextOf(callSid: string, clientId: string): string {
  return `${callSid} ${clientId}`
}
