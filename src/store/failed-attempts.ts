import type { Queries } from './database.ts'

/** The wrong PINs that are remembered of a subject: one client's record, or one calling number. */
export type FailedAttempts = {
  /** When those since the last lockout were entered, oldest first; epoch milliseconds. */
  wrongAt: number[]
  /** How often the limit was reached. */
  lockouts: number
  lockedUntil: number
}

/** When wrong PINs lock, and for how long. */
export type LockRules = {
  client: LockLimit
  number: LockLimit
  firstLockMs: number
  lockoutsLastMs: number
}
/** So many wrong PINs within the window lock, for no longer than this. */
export type LockLimit = { most: number; windowMs: number; longestLockMs: number }

type Row = { wrongAt: string; lockouts: number; lockedUntil: number }

/** What is remembered of a subject. */
export async function findFailedAttempts(queries: Queries, subject: string): Promise<FailedAttempts> {
  const row = await queries.get<Row>(
    `SELECT wrong_at AS "wrongAt", lockouts, locked_until AS "lockedUntil" FROM failed_attempts WHERE subject = ?`,
    subject,
  )
  const wrongAt = row?.wrongAt ? row.wrongAt.split(' ').map(Number) : []
  return { wrongAt, lockouts: row?.lockouts ?? 0, lockedUntil: row?.lockedUntil ?? 0 }
}

export async function writeFailedAttempts(
  queries: Queries,
  subject: string,
  { wrongAt, lockouts, lockedUntil }: FailedAttempts,
  now: number,
): Promise<void> {
  await queries.run(
    `INSERT INTO failed_attempts (subject, wrong_at, lockouts, locked_until, last_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (subject) DO UPDATE SET wrong_at = excluded.wrong_at, lockouts = excluded.lockouts,
       locked_until = excluded.locked_until, last_at = excluded.last_at`,
    subject,
    wrongAt.join(' '),
    lockouts,
    lockedUntil,
    now,
  )
}

/**
 * Forgets a subject's wrong PINs and its lock.
 * @returns until when it was locked; undefined when no wrong PIN was remembered
 */
export async function forgetFailedAttempts(queries: Queries, subject: string): Promise<number | undefined> {
  const row = await queries.get<{ lockedUntil: number }>(
    'DELETE FROM failed_attempts WHERE subject = ? RETURNING locked_until AS "lockedUntil"',
    subject,
  )
  return row?.lockedUntil
}

/** Until when a subject is locked; 0 when it never was. */
export async function findLockedUntil(queries: Queries, subject: string): Promise<number> {
  const sql = 'SELECT locked_until AS "lockedUntil" FROM failed_attempts WHERE subject = ?'
  return (await queries.get<{ lockedUntil: number }>(sql, subject))?.lockedUntil ?? 0
}

/** The index holds only subjects that were locked. SQLite uses it only if the query says `locked_until > 0` as well. */
const LOCKED = 'locked_until > 0 AND locked_until > ?'

/** Who is locked, until when; who is locked longest first. */
export function listLocked(
  queries: Queries,
  now: number,
): Promise<{ subject: string; lockedUntil: number }[]> {
  const sql = `SELECT subject, locked_until AS "lockedUntil" FROM failed_attempts WHERE ${LOCKED}
     ORDER BY locked_until DESC, subject`
  return queries.all(sql, now)
}

/** How many clients or calling numbers are locked, or all withheld ones. The rows also say which ones. */
export async function countLocked(
  queries: Queries,
  kind: 'client' | 'number' | 'withheld',
  now: number,
): Promise<number> {
  const sql = `SELECT COUNT(*) AS count FROM failed_attempts WHERE ${LOCKED} AND subject LIKE ?`
  return (await queries.get<{ count: number }>(sql, now, `${kind}:%`))?.count ?? 0
}
