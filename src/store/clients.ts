import { type Language, languages } from '../hearing/heard.ts'
import { equalLists, questionMarks } from './batches.ts'
import { type NewClient, VISIBLE } from './client-versions.ts'
import { BOUND_LIMIT, type Queries } from './database.ts'
import type { DirectoryRow } from './directory-row.ts'
import { type Read, readAs } from './read.ts'

export type Client = {
  id: string
  name: string
  language: Language | null
  /** Of the phone number on file. */
  lastFour: string | null
  /** How the name is said aloud, where its spelling misleads. */
  spokenName: string | null
}

export type Appointment = {
  /** Epoch milliseconds. */
  at: number
  note: string | null
}

/** So long after its start an appointment is still the next one: its client may be late, or lost on the way. */
export const APPOINTMENT_LASTS_MS = 60 * 60_000

export type Upcoming = { name: string; at: number }

export type ClientFields = Omit<Client, 'language'> & { language: string | null }

/** The columns of a Client. */
export const CLIENT = 'c.id, c.name, c.language, c.last_four AS "lastFour", c.spoken_name AS "spokenName"'

const BY_ID = `SELECT ${CLIENT} FROM clients c WHERE c.id = ? AND ${VISIBLE}`
const BY_NAME = `SELECT ${CLIENT} FROM clients c WHERE c.name_key = ? AND ${VISIBLE} LIMIT ${BOUND_LIMIT}`
const CALLERS = `SELECT directory.generation, c.name FROM directory LEFT JOIN clients c ON c.phone = ? AND ${VISIBLE}
  LIMIT ${BOUND_LIMIT}`
const IDS_BY_PHONE = `SELECT c.id FROM clients c WHERE c.phone = ? AND ${VISIBLE} ORDER BY c.id`
const PHONE = `SELECT c.phone FROM clients c WHERE c.id = ? AND ${VISIBLE}`
/** How many names one statement looks up. */
const NAMES = 300
const NAMESAKES = `SELECT c.id, c.name_key AS "nameKey", c.last_four AS "lastFour" FROM clients c
  WHERE c.name_key IN (${questionMarks(NAMES)}) AND ${VISIBLE}`
const ON_FILE = `SELECT c.id, c.name, c.name_key AS "nameKey", c.pin_hash AS "pinHash", c.phone, c.language,
  c.message, c.spoken_name AS "spokenName" FROM clients c
  WHERE c.id IN (${questionMarks(NAMES)}) AND ${VISIBLE}`
const APPOINTMENTS_ON_FILE = `SELECT c.id, a.at, a.note FROM clients c CROSS JOIN appointments a
  WHERE c.id IN (${questionMarks(NAMES)}) AND ${VISIBLE} AND a.client_id = c.id AND a.since = c.since ORDER BY a.at`
const IDS_AFTER = `SELECT c.id FROM clients c WHERE c.id > ? AND ${VISIBLE} ORDER BY c.id LIMIT ${NAMES}`
const PIN = `SELECT directory.pin_key AS "pinKey", directory.client_count AS "clientCount", c.pin_hash AS "pinHash"
  FROM directory LEFT JOIN clients c ON c.id = ? AND ${VISIBLE}`
const WITH_APPOINTMENT = `SELECT ${CLIENT}, c.message, a.at, a.note FROM clients c LEFT JOIN appointments a
  ON a.client_id = c.id AND a.since = c.since AND a.at > ?
  WHERE c.id = ? AND ${VISIBLE} ORDER BY a.at LIMIT 1`
const NEXT_APPOINTMENT = `SELECT a.at, a.note FROM clients c CROSS JOIN appointments a
  WHERE c.id = ? AND ${VISIBLE} AND a.client_id = c.id AND a.since = c.since AND a.at > ?
  ORDER BY a.at LIMIT 1`
// CROSS JOIN keeps SQLite from starting with the clients: the index on the time gives the first few at once.
const UPCOMING = `SELECT c.name, a.at FROM appointments a CROSS JOIN clients c
  WHERE a.at > ? AND c.id = a.client_id AND c.since = a.since AND ${VISIBLE}
  ORDER BY a.at LIMIT ${BOUND_LIMIT}`

export async function findClient(queries: Queries, id: string): Promise<Client | undefined> {
  const row = await queries.get<ClientFields>(BY_ID, id)
  return row && toClient(row)
}

export async function findClientsByName(queries: Queries, key: string, limit: number): Promise<Client[]> {
  return (await queries.all<ClientFields>(BY_NAME, key, limit)).map(toClient)
}

export type Namesake = { id: string; nameKey: string; lastFour: string | null }

/** Everybody on file who has one of these names, given by their keys. */
export async function findNamesakes(queries: Queries, keys: string[]): Promise<Namesake[]> {
  const found: Namesake[] = []
  for (const list of equalLists(keys, NAMES)) found.push(...(await queries.all<Namesake>(NAMESAKES, ...list)))
  return found
}

/** A client as an import would write them. */
export type ClientOnFile = NewClient & { appointments: Appointment[] }

/** Everything on file about these ids. */
export async function findOnFile(queries: Queries, ids: string[]): Promise<Map<string, ClientOnFile>> {
  const found = new Map<string, ClientOnFile>()
  for (const list of equalLists(ids, NAMES)) {
    for (const row of await queries.all<NewClient>(ON_FILE, ...list))
      found.set(row.id, { ...row, appointments: [] })
    for (const { id, at, note } of await queries.all<Appointment & { id: string }>(
      APPOINTMENTS_ON_FILE,
      ...list,
    ))
      found.get(id)?.appointments.push({ at, note })
  }
  return found
}

/** The ids of everybody on file, in pages. */
export async function* idsOnFile(queries: Queries): AsyncGenerator<string[]> {
  for (let last = ''; ; ) {
    const ids = (await queries.all<{ id: string }>(IDS_AFTER, last)).map(({ id }) => id)
    if (ids.length === 0) return
    yield ids
    last = ids.at(-1) ?? last
  }
}

/** Who may be calling: the names of those with this number, and the generation of the directory in which they have it. */
export type Callers = { names: string[]; generation: number }

export function callersFrom(phone: string, limit: number): Read<Callers> {
  return readAs<CallersRow, Callers>({ sql: CALLERS, values: [phone, limit] }, (rows) => ({
    names: rows.map(({ name }) => name).filter((name) => name !== null),
    generation: rows[0]?.generation ?? 0,
  }))
}

type CallersRow = { generation: number; name: string | null }

export async function findIdsByPhone(queries: Queries, phone: string): Promise<string[]> {
  return (await queries.all<{ id: string }>(IDS_BY_PHONE, phone)).map((row) => row.id)
}

/** The phone number on file. */
export async function findPhone(queries: Queries, id: string): Promise<string | undefined> {
  return (await queries.get<{ phone: string | null }>(PHONE, id))?.phone ?? undefined
}

/** What a client's PIN is compared with, and which secret the PINs on file are keyed with. */
export type StoredPin = Pick<DirectoryRow, 'pinKey' | 'clientCount'> & {
  /** Null when there is no such client. */
  pinHash: string | null
}

export function storedPin(id: string): Read<StoredPin | undefined> {
  return readAs<StoredPin, StoredPin | undefined>({ sql: PIN, values: [id] }, ([row]) => row)
}

/** What is on file for a client that a caller may hear once the PIN was right. */
export type OnFileFor = { client: Client; message: string | null; appointment: Appointment | undefined }

type OnFileRow = ClientFields & { message: string | null; at: number | null; note: string | null }

/** A client, with their message and what comes next for them. */
export function onFileFor(id: string, now: number): Read<OnFileFor | undefined> {
  const select = { sql: WITH_APPOINTMENT, values: [now - APPOINTMENT_LASTS_MS, id] }
  return readAs<OnFileRow, OnFileFor | undefined>(select, ([row]) => row && toOnFile(row))
}

function toOnFile({ at, note, message, ...client }: OnFileRow): OnFileFor {
  return { client: toClient(client), message, appointment: at === null ? undefined : { at, note } }
}

export function findNextAppointment(
  queries: Queries,
  id: string,
  now: number,
): Promise<Appointment | undefined> {
  return queries.get<Appointment>(NEXT_APPOINTMENT, id, now - APPOINTMENT_LASTS_MS)
}

/** The next appointments, the earliest first; those that have just begun included. */
export function findUpcoming(queries: Queries, now: number, limit: number): Promise<Upcoming[]> {
  return queries.all<Upcoming>(UPCOMING, now - APPOINTMENT_LASTS_MS, limit)
}

export async function countClients(queries: Queries): Promise<number> {
  const row = await queries.get<{ count: number }>('SELECT client_count AS count FROM directory')
  return row?.count ?? 0
}

export function toClient(row: ClientFields): Client {
  return { ...row, language: languages.find((language) => language === row.language) ?? null }
}
