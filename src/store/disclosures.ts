import type { Encryption } from '../crypto/encryption.ts'
import type { Language } from '../hearing/heard.ts'
import type { Queries, Value } from './database.ts'

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
  disclosure: Disclosure,
): Promise<void> {
  await queries.run(ADD, ...toldValues(callSid, disclosure))
}

export function toldValues(callSid: string, { clientId, appointmentAt, toldAt }: Disclosure): Value[] {
  return [callSid, clientId, 'told', toldAt, appointmentAt, 'pin']
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
  { now, by = 'command' }: { now: number; by?: string | undefined },
): Promise<void> {
  await queries.run(ADD, occasion, clientId, 'erased', now, null, by)
}

/** `by`: the desk's account; without it, a command. */
export type LookUp = { clientId: string; appointmentAt: number | null; at: number; by?: string }

/** Records that the office looked a client up; `occasion` is unique to this look-up. */
export async function recordLookUp(
  queries: Queries,
  occasion: string,
  { clientId, appointmentAt, at, by = 'command' }: LookUp,
): Promise<void> {
  await queries.run(ADD, occasion, clientId, 'looked-up', at, appointmentAt, by)
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

/** The words of the first time are kept, and returned. */
const KEEP = `INSERT INTO disclosed_words (call_sid, client_id, words, told_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (call_sid, client_id) DO UPDATE SET words = disclosed_words.words RETURNING words`

/**
 * Keeps the words, encrypted, until the call ends; once for a call and client.
 * @returns the encrypted words that count: those that were kept the first time
 */
export async function keepWords(
  queries: Queries,
  callSid: string,
  { clientId, toldAt }: Disclosure,
  encrypted: string,
): Promise<string> {
  const row = await queries.get<WordsRow>(KEEP, callSid, clientId, encrypted, toldAt)
  return row?.words ?? encrypted
}

/** What a call was told of a client. */
export async function findWords(
  queries: Queries,
  encryption: Encryption,
  callSid: string,
  clientId: string,
): Promise<DisclosedWords | undefined> {
  const sql = 'SELECT words FROM disclosed_words WHERE call_sid = ? AND client_id = ?'
  const row = await queries.get<WordsRow>(sql, callSid, clientId)
  return row && decryptWords(encryption, callSid, clientId, row.words)
}

type WordsRow = { words: string }

/** As they are stored: readable only for this call and client. */
export function encryptWords(
  encryption: Encryption,
  callSid: string,
  clientId: string,
  words: DisclosedWords,
): string {
  return encryption.encrypt(JSON.stringify(words), contextOf(callSid, clientId))
}

export function decryptWords(
  encryption: Encryption,
  callSid: string,
  clientId: string,
  encrypted: string,
): DisclosedWords {
  // Written by `encryptWords` a few minutes ago.
  return JSON.parse(encryption.decrypt(encrypted, contextOf(callSid, clientId))) as DisclosedWords
}

/** Removes the words that a call was told. */
export const FORGET_WORDS = 'DELETE FROM disclosed_words WHERE call_sid = ?'

/** Bound to the encrypted words, so that they cannot be moved to another call or client. */
function contextOf(callSid: string, clientId: string): string {
  return `${callSid} ${clientId}`
}
