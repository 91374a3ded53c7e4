import { equalLists, questionMarks } from './batches.ts'
import { VISIBLE } from './client-versions.ts'
import { type Appointment, CLIENT, type Client, type ClientFields, toClient } from './clients.ts'
import { BOUND_LIMIT, type Queries } from './database.ts'
import type { DeskText } from './desk-record.ts'

/** All that is on file of a person, for a user who has opened the page of that person. */
export type PersonOnFile = Client & {
  phone: string | null
  message: string | null
  appointments: Appointment[]
  texts: DeskText[]
  /** How often they were told what is on file, and when last; null when never. */
  told: { times: number; lastAt: number | null }
  /** What the record holds of them, newest first. */
  record: { at: number; what: string; by: string }[]
}

const BY_LAST_FOUR = `SELECT ${CLIENT} FROM clients c WHERE c.last_four = ? AND c.phone LIKE ? AND ${VISIBLE}
  LIMIT ${BOUND_LIMIT}`
/** As many as a page shows. */
const KEYS = 20
const BY_NAMES = `SELECT ${CLIENT} FROM clients c WHERE c.name_key IN (${questionMarks(KEYS)}) AND ${VISIBLE}
  LIMIT ${KEYS}`
const PERSON = `SELECT ${CLIENT}, c.phone, c.message FROM clients c WHERE c.id = ? AND ${VISIBLE}`
const APPOINTMENTS = `SELECT a.at, a.note FROM clients c CROSS JOIN appointments a
  WHERE c.id = ? AND ${VISIBLE} AND a.client_id = c.id AND a.since = c.since AND a.at > ?
  ORDER BY a.at LIMIT 10`
const TEXTS = `SELECT t.promised_at AS "promisedAt", t.state, t.status, t.code
  FROM disclosure_log d CROSS JOIN texts t WHERE d.client_id = ? AND d.what = 'texted' AND t.call_sid = d.call_sid
  ORDER BY t.promised_at DESC LIMIT 10`
const TOLD = `SELECT COUNT(*) AS times, MAX(at) AS "lastAt" FROM disclosure_log WHERE client_id = ? AND what = 'told'`
const RECORD = `SELECT at, what, verified_by AS "by" FROM disclosure_log WHERE client_id = ? ORDER BY at DESC LIMIT 30`

/** Who has a number on file that ends in these digits, four or more of them. */
export async function findByPhoneEnd(queries: Queries, digits: string, most: number): Promise<Client[]> {
  const rows = await queries.all<ClientFields>(BY_LAST_FOUR, digits.slice(-4), `%${digits}`, most)
  return rows.map(toClient)
}

/** Who has one of these names, given by their keys; some of them. */
export async function findByNames(queries: Queries, keys: string[]): Promise<Client[]> {
  const [list] = equalLists(keys, KEYS)
  return list ? (await queries.all<ClientFields>(BY_NAMES, ...list)).map(toClient) : []
}

/** What is on file of a person; their appointments from a time on. */
export async function readPerson(
  queries: Queries,
  id: string,
  from: number,
): Promise<PersonOnFile | undefined> {
  const row = await queries.get<ClientFields & Pick<PersonOnFile, 'phone' | 'message'>>(PERSON, id)
  if (!row) return undefined
  const { phone, message, ...client } = row
  const [appointments, texts, told, record] = await Promise.all([
    queries.all<Appointment>(APPOINTMENTS, id, from),
    queries.all<DeskText>(TEXTS, id),
    queries.get<PersonOnFile['told']>(TOLD, id),
    queries.all<PersonOnFile['record'][number]>(RECORD, id),
  ])
  const never = { times: 0, lastAt: null }
  return { ...toClient(client), phone, message, appointments, texts, told: told ?? never, record }
}
