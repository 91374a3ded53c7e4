import type { Queries } from './database.ts'

/** How a feed stands. */
export type FeedRow = {
  name: string
  triedAt: number | null
  /** Of when the data are that were loaded last. */
  goodAt: number | null
  nextAt: number
  failures: number
  fault: string | null
  isHeld: number
  digest: string | null
  generation: number | null
  state: string | null
}

const LEASE_MS = 60_000
const COLUMNS = `name, tried_at AS "triedAt", good_at AS "goodAt", next_at AS "nextAt", failures, fault,
  is_held AS "isHeld", digest, generation, state`
const ADD = `INSERT INTO feeds (name, next_at, failures, is_held, lease_until) VALUES (?, 0, 0, 0, 0)
  ON CONFLICT (name) DO NOTHING`
const TAKE = `UPDATE feeds SET holder = ?, lease_until = ?
  WHERE name = ? AND (lease_until < ? OR lease_until > ?) RETURNING ${COLUMNS}`
const SETTLE = `UPDATE feeds SET tried_at = ?, good_at = ?, next_at = ?, failures = ?, fault = ?, is_held = ?, digest = ?,
  generation = ?, state = ?, holder = NULL, lease_until = 0 WHERE name = ? AND holder = ?`

export function readFeeds(queries: Queries): Promise<FeedRow[]> {
  return queries.all<FeedRow>(`SELECT ${COLUMNS} FROM feeds ORDER BY name`)
}

/** Takes a feed for one run; undefined while another process runs it. */
export async function takeFeed(
  queries: Queries,
  name: string,
  holder: string,
  now: number,
): Promise<FeedRow | undefined> {
  await queries.run(ADD, name)
  const until = now + LEASE_MS
  // A lease further ahead than its term was taken by a clock that was ahead.
  return queries.get<FeedRow>(TAKE, holder, until, name, now, until)
}

/** Keeps a feed while its run goes on; false when another process has taken it. */
export async function keepFeed(queries: Queries, holder: string, now: number): Promise<boolean> {
  return (
    (await queries.run('UPDATE feeds SET lease_until = ? WHERE holder = ?', now + LEASE_MS, holder)) === 1
  )
}

export async function releaseFeed(queries: Queries, holder: string): Promise<void> {
  await queries.run('UPDATE feeds SET holder = NULL, lease_until = 0 WHERE holder = ?', holder)
}

/** Writes down how a run ended, and lets the feed go. */
export async function settleFeed(queries: Queries, holder: string, row: FeedRow): Promise<void> {
  const { triedAt, goodAt, nextAt, failures, fault, isHeld, digest, generation, state, name } = row
  const values = [triedAt, goodAt, nextAt, failures, fault, isHeld, digest, generation, state]
  await queries.run(SETTLE, ...values, name, holder)
}
