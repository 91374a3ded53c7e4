import { VISIBLE } from './client-versions.ts'
import { type Client, findClient } from './clients.ts'
import { BOUND_LIMIT, type Queries } from './database.ts'

/** All that is on file of a person, for a user who has opened the page of that person. */
export type PersonOnFile = Client & {
  phone: string | null
  appointments: { at: number; note: string }[]
  /** What the record holds of them, newest first. */
  record: { at: number; what: string; by: string }[]
}

const LAST_FOUR = `SELECT c.id FROM clients c WHERE c.last_four = ? AND c.phone LIKE ? AND ${VISIBLE}
  ORDER BY c.id LIMIT ${BOUND_LIMIT}`
const PHONE = `SELECT c.phone AS phone FROM clients c WHERE c.id = ? AND ${VISIBLE}`
const APPOINTMENTS = `SELECT a.at, a.note FROM clients c CROSS JOIN appointments a
  WHERE c.id = ? AND ${VISIBLE} AND a.client_id = c.id AND a.since = c.since AND a.at > ?
  ORDER BY a.at LIMIT 10`
const RECORD = `SELECT at, what, verified_by AS "by" FROM disclosure_log WHERE client_id = ? ORDER BY at DESC LIMIT 30`

/** Who has a number on file that ends in these digits, four or more of them. */
export async function findByPhoneEnd(queries: Queries, digits: string, most: number): Promise<Client[]> {
  const rows = await queries.all<{ id: string }>(LAST_FOUR, digits.slice(-4), `%${digits}`, most)
  const found = await Promise.all(rows.map(({ id }) => findClient(queries, id)))
  return found.filter((one) => one !== undefined)
}

/** What is on file of a person; their appointments from a time on. */
export async function readPerson(
  queries: Queries,
  id: string,
  from: number,
): Promise<PersonOnFile | undefined> {
  const client = await findClient(queries, id)
  if (!client) return undefined
  const phone = (await queries.get<{ phone: string | null }>(PHONE, id))?.phone ?? null
  const appointments = await queries.all<{ at: number; note: string }>(APPOINTMENTS, id, from)
  const record = await queries.all<{ at: number; what: string; by: string }>(RECORD, id)
  return { ...client, phone, appointments, record }
}
