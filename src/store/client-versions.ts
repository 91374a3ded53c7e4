import { equalLists, insertMany, questionMarks } from './batches.ts'
import type { Database, Queries } from './database.ts'

/** A client who is being imported. */
export type NewClient = {
  id: string
  name: string
  nameKey: string
  pinHash: string
  phone: string | null
  language: string | null
  message: string | null
  spokenName: string | null
}

export type NewAppointment = { clientId: string; at: number; note: string }

const CLIENT_COLUMNS = [
  'id',
  'since',
  'name',
  'name_key',
  'pin_hash',
  'phone',
  'last_four',
  'language',
  'message',
  'spoken_name',
]
const APPOINTMENT_COLUMNS = ['client_id', 'since', 'at', 'note']

/** The generation that calls see. */
const PUBLISHED = '(SELECT generation FROM directory)'
/** Which version `c` of a client calls see. The versions that an import in progress writes are not visible. */
export const VISIBLE = `c.since <= ${PUBLISHED} AND (c.until IS NULL OR c.until > ${PUBLISHED})`

/** How many ids one statement ends. */
const IDS = 300
// The `+ 0` keeps SQLite from walking through all current versions by their index instead of looking up the ids.
const END_IDS = `UPDATE clients SET until = ? WHERE until + 0 IS NULL AND since < ? AND id IN (${questionMarks(IDS)})`

const CACHE_KB = 128 * 1024
/** Pages in the write-ahead log before it is copied into the file; 1,000 by default. */
const CHECKPOINT_PAGES = 4_000
/** It takes about a second for a million rows. */
const ANALYSE_TIMEOUT_MS = 5 * 60_000

/** How many rows one sweep touches: few enough that a call's write need not wait long for it. */
const SWEEP = 300
const DELETE_UNPUBLISHED = `DELETE FROM clients WHERE (id, since) IN
  (SELECT id, since FROM clients WHERE until IS NULL AND since > ${PUBLISHED} LIMIT ${SWEEP})`
const REVIVE = `UPDATE clients SET until = NULL WHERE (id, since) IN
  (SELECT id, since FROM clients WHERE until > ${PUBLISHED} LIMIT ${SWEEP})`
const DELETE_ENDED = `DELETE FROM clients WHERE (id, since) IN
  (SELECT id, since FROM clients WHERE until <= ${PUBLISHED} LIMIT ${SWEEP})`

export function insertClients(queries: Queries, since: number, clients: NewClient[]): Promise<void> {
  const rows = clients.map(({ id, name, nameKey, pinHash, phone, language, message, spokenName }) => {
    const lastFour = phone?.slice(-4) ?? null
    return [id, since, name, nameKey, pinHash, phone, lastFour, language, message, spokenName]
  })
  return insertMany(queries, 'clients', CLIENT_COLUMNS, rows)
}

export function insertAppointments(
  queries: Queries,
  since: number,
  appointments: NewAppointment[],
): Promise<void> {
  const rows = appointments.map(({ clientId, at, note }) => [clientId, since, at, note])
  return insertMany(queries, 'appointments', APPOINTMENT_COLUMNS, rows)
}

/** Ends the current versions of these clients with a generation; returns how many there were. */
export async function endClients(queries: Queries, until: number, ids: string[]): Promise<number> {
  let ended = 0
  for (const list of equalLists(ids, IDS)) ended += await queries.run(END_IDS, until, until, ...list)
  return ended
}

/**
 * For a process that only imports: rows go all over the indexes. They stay in memory as far as they fit, and changed pages
 * are copied into the file less often: no caller waits for this process.
 */
export async function tuneForImport(database: Database): Promise<void> {
  if (database.kind !== 'sqlite') return
  await database.run(`PRAGMA cache_size = -${CACHE_KB}`)
  await database.get(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
}

/** Updates the planner's statistics. On SQLite the queries themselves say in which order they are to be run. */
export async function analyseClients(database: Database): Promise<void> {
  if (database.kind === 'sqlite') return
  for (const sql of ['ANALYZE clients', 'ANALYZE appointments']) {
    await database.transaction((queries) => queries.run(sql), { timeoutMs: ANALYSE_TIMEOUT_MS })
  }
}

/** Undoes some of what an import wrote and did not publish; 0 when nothing is left of it. */
export async function discardSome(queries: Queries): Promise<number> {
  return (await queries.run(DELETE_UNPUBLISHED)) + (await queries.run(REVIVE))
}

/** Deletes some versions that calls no longer see; 0 when none is left. */
export function sweepSome(queries: Queries): Promise<number> {
  return queries.run(DELETE_ENDED)
}
