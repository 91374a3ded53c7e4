import { equalLists, insertMany, questionMarks } from './batches.ts'
import type { NewAppointment, NewClient } from './client-versions.ts'
import type { Database, Queries } from './database.ts'
import { openSqlite } from './sqlite/database.ts'

/** A client of a file that is being checked, with the line that names them first. */
export type StagedClient = NewClient & { line: number }

/** SQLite's name for a private file that is gone when the process ends, however it ends. */
const PRIVATE_FILE = ''
/** Written to the directory in one transaction: a call's write waits for no more than these. */
const CHUNK = 300

const TABLES = [
  `CREATE TABLE people (id TEXT PRIMARY KEY, line INTEGER, name TEXT, nameKey TEXT, pinHash TEXT, phone TEXT,
   language TEXT, message TEXT, spokenName TEXT) WITHOUT ROWID`,
  // Those who are not on file, or are so differently.
  'CREATE TABLE changed (id TEXT PRIMARY KEY) WITHOUT ROWID',
  'CREATE TABLE appointments (clientId TEXT, at INTEGER, note TEXT, PRIMARY KEY (clientId, at)) WITHOUT ROWID',
]
const CLIENT = 'id, name, nameKey, pinHash, phone, language, message, spokenName'
const ADD_CLIENT = `INSERT INTO people (line, ${CLIENT})
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
const ADD_APPOINTMENT =
  'INSERT INTO appointments (clientId, at, note) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
const FIND = `SELECT line, ${CLIENT} FROM people WHERE id = ?`
const NEXT_CLIENTS = `SELECT ${CLIENT} FROM people WHERE id > ? ORDER BY id LIMIT ${CHUNK}`
const NEXT_CHANGED = `SELECT ${CLIENT} FROM changed JOIN people USING (id) WHERE id > ? ORDER BY id LIMIT ${CHUNK}`
const NEXT_APPOINTMENTS = `SELECT clientId, at, note FROM changed CROSS JOIN appointments ON clientId = id
  WHERE (clientId, at) > (?, ?) AND id >= ? ORDER BY id, at LIMIT ${CHUNK}`
const HAS = `SELECT id FROM people WHERE id IN (${questionMarks(CHUNK)})`
const COUNT =
  'SELECT (SELECT COUNT(*) FROM people) AS clients, (SELECT COUNT(*) FROM appointments) AS appointments'
const COUNT_CHANGED = `SELECT (SELECT COUNT(*) FROM changed)
  + (SELECT COUNT(*) FROM changed CROSS JOIN appointments ON clientId = id) AS rows`
const ALIKE = `WITH ends AS (
    SELECT nameKey, line, phone, COUNT(*) OVER (PARTITION BY nameKey, substr(phone, -4)) AS ofThisEnd FROM people)
  SELECT group_concat(line) AS lines FROM ends
  GROUP BY nameKey HAVING COUNT(*) > 1 AND (COUNT(phone) < COUNT(*) OR MAX(ofThisEnd) > 1) ORDER BY MIN(line)`

/** Opens a database that only this process sees, for the clients of one file. */
export async function openStaging(): Promise<Database> {
  const database = await openSqlite(PRIVATE_FILE)
  for (const table of TABLES) await database.run(table)
  return database
}

/** False when there is a client of that id already. */
export async function stageClient(queries: Queries, client: StagedClient): Promise<boolean> {
  const { id, line, name, nameKey, pinHash, phone, language, message, spokenName } = client
  const values = [line, id, name, nameKey, pinHash, phone, language, message, spokenName]
  return (await queries.run(ADD_CLIENT, ...values)) === 1
}

/** False when the client has an appointment at that time already. */
export async function stageAppointment(queries: Queries, appointment: NewAppointment): Promise<boolean> {
  const { clientId, at, note } = appointment
  return (await queries.run(ADD_APPOINTMENT, clientId, at, note)) === 1
}

export function findStaged(queries: Queries, id: string): Promise<StagedClient | undefined> {
  return queries.get<StagedClient>(FIND, id)
}

export async function countStaged(queries: Queries): Promise<{ clients: number; appointments: number }> {
  return (await queries.get(COUNT)) ?? { clients: 0, appointments: 0 }
}

/** The lines of people whose name is the same and whose number, or its last four digits, cannot tell them apart. */
export async function findAlike(queries: Queries): Promise<number[][]> {
  const groups = await queries.all<{ lines: string }>(ALIKE)
  const byNumber = (a: number, b: number) => a - b
  return groups.map(({ lines }) => lines.split(',').map(Number).sort(byNumber))
}

/** The next clients after an id. */
export function readStagedClients(queries: Queries, after: string): Promise<NewClient[]> {
  return queries.all<NewClient>(NEXT_CLIENTS, after)
}

/** The appointments of the clients between two ids, both included. */
export function readAppointmentsBetween(
  queries: Queries,
  first: string,
  last: string,
): Promise<NewAppointment[]> {
  return queries.all<NewAppointment>(
    'SELECT clientId, at, note FROM appointments WHERE clientId >= ? AND clientId <= ? ORDER BY clientId, at',
    first,
    last,
  )
}

/** Says anew who has changed. */
export async function forgetChanged(queries: Queries): Promise<void> {
  await queries.run('DELETE FROM changed')
}

export async function markChanged(queries: Queries, ids: string[]): Promise<void> {
  await insertMany(
    queries,
    'changed',
    ['id'],
    ids.map((id) => [id]),
  )
}

/** How many rows those who have changed make, with their appointments. */
export async function countChanged(queries: Queries): Promise<number> {
  return (await queries.get<{ rows: number }>(COUNT_CHANGED))?.rows ?? 0
}

/** The next of those who have changed after an id. */
export function readChangedClients(queries: Queries, after: string): Promise<NewClient[]> {
  return queries.all<NewClient>(NEXT_CHANGED, after)
}

/** The next appointments, after another one, of those who have changed. */
export function readChangedAppointments(
  queries: Queries,
  after: Pick<NewAppointment, 'clientId' | 'at'>,
): Promise<NewAppointment[]> {
  return queries.all<NewAppointment>(NEXT_APPOINTMENTS, after.clientId, after.at, after.clientId)
}

/** Those of these ids whom the file does not have. */
export async function missingInFile(queries: Queries, ids: string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const list of equalLists(ids, CHUNK))
    for (const { id } of await queries.all<{ id: string }>(HAS, ...list)) found.add(id)
  return ids.filter((id) => !found.has(id))
}
