import { VISIBLE } from './client-versions.ts'
import { BOUND_LIMIT, type Queries } from './database.ts'
import { type RequestKind, recordFollowing } from './disclosures.ts'

/** What a caller asks of the office. Nothing changes by it: the office does what it stands for. */
export type NewRequest = {
  id: string
  call: string
  /** The question that led to it: a call can ask once at each. */
  step: string
  kind: RequestKind
  /** Whom it is about; null for a call back that anybody may ask for. */
  client: string | null
  /** Whom to call back; null where that is not known. */
  number: string | null
  at: number
}

/** A request as the office reads it. Times are epoch milliseconds. */
export type StoredRequest = Pick<NewRequest, 'id' | 'kind' | 'client' | 'number'> & {
  /** The appointment that the caller was told of. */
  appointmentAt: number | null
  askedAt: number
  doneAt: number | null
  doneBy: string | null
  /**
   * What has become of that appointment: it is on file as it was, the client has a later one in its place, or it is gone.
   * Null without one.
   */
  appointment: 'unchanged' | 'changed' | 'removed' | null
}

const TOLD = `FROM disclosure_log d JOIN disclosed_words w ON w.call_sid = d.call_sid AND w.client_id = d.client_id
  WHERE d.call_sid = ? AND d.client_id = ? AND d.what = 'told'`
const COLUMNS = 'id, call_sid, step, kind, client_id, number, asked_at, appointment_at'
const ONCE = 'ON CONFLICT (call_sid, step) DO NOTHING'
const ADD_TOLD = `INSERT INTO requests (${COLUMNS}) SELECT ?, ?, ?, ?, ?, ?, ?, d.appointment_at ${TOLD} ${ONCE}`
const ADD_UNKNOWN = `INSERT INTO requests (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, NULL) ${ONCE}`

/** The appointment that a call in progress was told of, unless the client has been erased since. */
export async function findToldAppointment(
  queries: Queries,
  call: string,
  client: string,
): Promise<number | undefined> {
  const row = await queries.get<{ at: number | null }>(`SELECT d.appointment_at AS at ${TOLD}`, call, client)
  return row?.at ?? undefined
}

/**
 * Within a transaction: records a request, once for a call and step. One that is about a client needs a call in progress
 * that was told of the client.
 * @returns the kind that counts: what was asked for the first time; undefined when the call was told nothing of the client
 */
export async function recordRequest(queries: Queries, request: NewRequest): Promise<RequestKind | undefined> {
  const { id, call, step, kind, client, number, at } = request
  const values = [id, call, step, kind, client, number, at]
  if (client !== null && !(await lockWords(queries, call, client))) return undefined
  const added =
    client === null
      ? await queries.run(ADD_UNKNOWN, ...values)
      : await queries.run(ADD_TOLD, ...values, call, client)
  if (added === 1 && client !== null)
    await recordFollowing(queries, `asked-${kind}`, { call, clientId: client, at })
  const row = await queries.get<{ kind: RequestKind }>(
    'SELECT kind FROM requests WHERE call_sid = ? AND step = ?',
    call,
    step,
  )
  return row?.kind
}

const ADD_REPLIED = `INSERT INTO requests (${COLUMNS})
  SELECT ?, d.call_sid, ?, ?, d.client_id, ?, ?, d.appointment_at FROM disclosure_log d
  WHERE d.call_sid = ? AND d.what = 'texted' AND NOT EXISTS (
    SELECT 1 FROM requests r WHERE r.call_sid = d.call_sid AND r.kind = ? AND r.done_at IS NULL
  ) ${ONCE}`

/**
 * Within a transaction that has locked a call's text: records what a reply to it asks for, about the client and the
 * appointment that it told of. While the office has not dealt with the same request, it is not added again.
 * @returns whether the office has the request
 */
export async function recordReplyRequest(
  queries: Queries,
  { id, call, step, kind, number, at }: Omit<NewRequest, 'client'>,
): Promise<boolean> {
  const texted = await queries.get<{ client: string }>(
    "SELECT client_id AS client FROM disclosure_log WHERE call_sid = ? AND what = 'texted'",
    call,
  )
  if (!texted) return false
  await queries.run(ADD_REPLIED, id, step, kind, number, at, call, kind)
  await recordFollowing(queries, `asked-${kind}`, { call, clientId: texted.client, at })
  return true
}

/** Whether a call still has what it was told of a client. An erasure waits until the transaction is over. */
async function lockWords(queries: Queries, call: string, client: string): Promise<boolean> {
  const sql = 'UPDATE disclosed_words SET told_at = told_at WHERE call_sid = ? AND client_id = ?'
  return (await queries.run(sql, call, client)) > 0
}

/** At most this many are in memory at once. */
const PAGE = 500

const HAS = (condition: string) => `EXISTS (SELECT 1 FROM clients c CROSS JOIN appointments a
    WHERE c.id = r.client_id AND ${VISIBLE} AND a.client_id = c.id AND a.since = c.since AND ${condition})`
const SELECT = `SELECT r.id, r.kind, r.client_id AS client, r.number, r.appointment_at AS "appointmentAt",
    r.asked_at AS "askedAt", r.done_at AS "doneAt", r.done_by AS "doneBy",
    CASE WHEN r.appointment_at IS NULL THEN NULL
      WHEN ${HAS('a.at = r.appointment_at')} THEN 'unchanged'
      WHEN ${HAS('a.at > r.asked_at')} THEN 'changed'
      ELSE 'removed' END AS appointment
  FROM requests r WHERE`
const SELECT_OPEN = `${SELECT} r.done_at IS NULL AND (r.asked_at, r.id) > (?, ?)
  ORDER BY r.asked_at, r.id LIMIT ${BOUND_LIMIT}`
const SELECT_ALL = `${SELECT} (r.asked_at, r.id) > (?, ?) ORDER BY r.asked_at, r.id LIMIT ${BOUND_LIMIT}`

/** The requests from a time on, oldest first: those that are open, or all. */
export async function* readRequests(
  queries: Queries,
  { since, isAll }: { since: number; isAll: boolean },
): AsyncGenerator<StoredRequest> {
  let after: [number, string] | undefined = [since, '']
  while (after) {
    const page: StoredRequest[] = await queries.all<StoredRequest>(
      isAll ? SELECT_ALL : SELECT_OPEN,
      ...after,
      PAGE,
    )
    yield* page
    const last: StoredRequest | undefined = page.length === PAGE ? page.at(-1) : undefined
    after = last && [last.askedAt, last.id]
  }
}

const SELECT_ONE = `${SELECT} r.id = ?`

/** A request as it is now; undefined when it was erased. */
export async function findRequest(queries: Queries, id: string): Promise<StoredRequest | undefined> {
  return queries.get<StoredRequest>(SELECT_ONE, id)
}

/** Marks a request as done; false when there is none of this id that is open. */
export async function finishRequest(
  queries: Queries,
  { id, by, at }: { id: string; by: string; at: number },
): Promise<boolean> {
  const sql = 'UPDATE requests SET done_at = ?, done_by = ? WHERE id = ? AND done_at IS NULL'
  return (await queries.run(sql, at, by, id)) === 1
}

/** How many requests of each kind are open, and since when the oldest of them. */
export async function countOpenRequests(
  queries: Queries,
): Promise<{ kind: RequestKind; count: number; oldest: number }[]> {
  return queries.all(
    'SELECT kind, COUNT(*) AS count, MIN(asked_at) AS oldest FROM requests WHERE done_at IS NULL GROUP BY kind',
  )
}
