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
  /** Whom a held run would remove, as a digest of their ids, and how many of how many they are. */
  heldRemoval: string | null
  heldRemoved: number | null
  heldTotal: number | null
  /** The removal that somebody has allowed. */
  allowedRemoval: string | null
  digest: string | null
  generation: number | null
  state: string | null
  /** Until when another process runs it. */
  leaseUntil: number
}

const LEASE_MS = 60_000
const COLUMNS = `name, tried_at AS "triedAt", good_at AS "goodAt", next_at AS "nextAt", failures, fault,
  is_held AS "isHeld", held_removal AS "heldRemoval", held_removed AS "heldRemoved",
  held_total AS "heldTotal", allowed_removal AS "allowedRemoval", digest, generation, state, lease_until AS "leaseUntil"`
const ADD = `INSERT INTO feeds (name, next_at, failures, is_held, lease_until) VALUES (?, 0, 0, 0, 0)
  ON CONFLICT (name) DO NOTHING`
const TAKE = `UPDATE feeds SET holder = ?, lease_until = ?
  WHERE name = ? AND (lease_until < ? OR lease_until > ?) RETURNING ${COLUMNS}`
const SETTLE = `UPDATE feeds SET tried_at = ?, good_at = ?, next_at = ?, failures = ?, fault = ?, is_held = ?, held_removal = ?,
  held_removed = ?, held_total = ?, digest = ?, generation = ?, state = ?,
  allowed_removal = CASE WHEN allowed_removal = ? THEN allowed_removal END, holder = NULL, lease_until = 0 WHERE name = ? AND holder = ?`
const ALLOW =
  'UPDATE feeds SET allowed_removal = held_removal, next_at = 0 WHERE name = ? AND held_removal = ?'
const CRASHED = `UPDATE feeds SET failures = failures + 1, tried_at = ?, next_at = ?, fault = ?
  WHERE name = ? AND next_at <= ?`

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

/** Whether another process runs a feed. */
export function isTaken({ leaseUntil }: Pick<FeedRow, 'leaseUntil'>, now: number): boolean {
  return leaseUntil >= now && leaseUntil <= now + LEASE_MS
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
  const held = [isHeld, row.heldRemoval, row.heldRemoved, row.heldTotal]
  const values = [triedAt, goodAt, nextAt, failures, fault, ...held, digest, generation, state]
  // An allowed removal that this run has made, or has found to be another one, is allowed no longer.
  await queries.run(SETTLE, ...values, row.heldRemoval, name, holder)
}

/** Writes down that a run ended without having said how; nothing where another run has settled meanwhile. */
export async function noteCrash(
  queries: Queries,
  { name, now, nextAt, fault }: { name: string; now: number; nextAt: number; fault: string },
): Promise<void> {
  await queries.run(ADD, name)
  await queries.run(CRASHED, now, nextAt, fault, name, now)
}

/**
 * Lets the next run remove those whom a held one was shown to remove, and no others; it follows within seconds. False where
 * the feed has been run again meanwhile, and would remove others.
 */
export async function allowRemoval(queries: Queries, name: string, heldRemoval: string): Promise<boolean> {
  return (await queries.run(ALLOW, name, heldRemoval)) === 1
}
