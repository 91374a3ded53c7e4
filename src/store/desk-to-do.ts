import type { Database, Queries } from './database.ts'
import { allowRemoval } from './feeds.ts'

/** A text that its caller never got. */
export type FailedText = {
  call: string
  client: string | null
  promisedAt: number
  /** The platform's code; null where it gave none. */
  code: string | null
}

const MOST_SHOWN = 200
const IS_OPEN = `NOT EXISTS (SELECT 1 FROM desk_done WHERE desk_done.kind = 'text' AND desk_done.id = t.call_sid)`
/** Two branches, so that each uses its index. */
const FAILED = (columns: string) => `SELECT ${columns} FROM texts t WHERE t.state = 'dead' AND ${IS_OPEN}
  UNION ALL SELECT ${columns} FROM texts t
  WHERE t.status IN ('failed', 'undelivered') AND t.state <> 'dead' AND ${IS_OPEN}`
const CLIENT = `(SELECT MIN(d.client_id) FROM disclosure_log d WHERE d.call_sid = t.call_sid AND d.what = 'texted')`
const COUNT = `SELECT (SELECT COUNT(*) FROM requests WHERE done_at IS NULL) AS requests,
  (SELECT COUNT(*) FROM (${FAILED('t.call_sid')}) AS failed) AS texts`
const LIST = `SELECT * FROM (${FAILED(
  `t.call_sid AS "call", ${CLIENT} AS client, t.promised_at AS "promisedAt", t.code AS code`,
)}) AS failed ORDER BY "promisedAt" LIMIT ${MOST_SHOWN}`

/** How many things wait for somebody at the desk. */
export async function countToDo(queries: Queries): Promise<number> {
  const row = await queries.get<{ requests: number; texts: number }>(COUNT)
  return (row?.requests ?? 0) + (row?.texts ?? 0)
}

/** The oldest failed texts that nobody has dealt with. */
export function listFailedTexts(queries: Queries): Promise<FailedText[]> {
  return queries.all(LIST)
}

/** Somebody dealt with it; false when another was first. */
export async function markTextDone(
  queries: Queries,
  { call, by, at }: { call: string; by: string; at: number },
): Promise<boolean> {
  const sql = `INSERT INTO desk_done (kind, id, done_at, done_by)
    SELECT 'text', call_sid, ?, ? FROM texts WHERE call_sid = ? ON CONFLICT (kind, id) DO NOTHING`
  return (await queries.run(sql, at, by, call)) === 1
}

const DONE_BY = {
  request: 'SELECT done_by AS "by" FROM requests WHERE id = ?',
  text: `SELECT done_by AS "by" FROM desk_done WHERE kind = 'text' AND id = ?`,
}

/** Who dealt with it; undefined when nobody has, or it is gone. */
export async function findDoneBy(
  queries: Queries,
  kind: keyof typeof DONE_BY,
  id: string,
): Promise<string | undefined> {
  return (await queries.get<{ by: string | null }>(DONE_BY[kind], id))?.by ?? undefined
}

/** Somebody allowed a feed to remove those whom it would remove; false when it would remove others by now. */
export function allowFeed(
  database: Database,
  { name, removal, by, at }: { name: string; removal: string; by: string; at: number },
): Promise<boolean> {
  const sql = `INSERT INTO desk_done (kind, id, done_at, done_by) VALUES ('feed', ?, ?, ?)
    ON CONFLICT (kind, id) DO UPDATE SET done_at = excluded.done_at, done_by = excluded.done_by`
  return database.transaction(async (queries) => {
    const isAllowed = await allowRemoval(queries, name, removal)
    if (isAllowed) await queries.run(sql, removal, at, by)
    return isAllowed
  })
}
