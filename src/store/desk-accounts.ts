import type { Database, Queries } from './database.ts'

/** Somebody who may use the desk; without a password until they have chosen one. */
export type DeskAccount = { name: string; passwordHash: string | null; linkUntil: number }

const ACCOUNT = 'name, password_hash AS "passwordHash", link_until AS "linkUntil"'

export function findAccount(queries: Queries, name: string): Promise<DeskAccount | undefined> {
  return queries.get(`SELECT ${ACCOUNT} FROM desk_accounts WHERE name = ?`, name)
}

export function listAccounts(queries: Queries): Promise<DeskAccount[]> {
  return queries.all(`SELECT ${ACCOUNT} FROM desk_accounts ORDER BY name`)
}

/** Adds an account, or gives one a new link: the password it has stays until another is chosen. */
export async function putAccount(
  queries: Queries,
  { name, linkHash, linkUntil, at }: { name: string; linkHash: string; linkUntil: number; at: number },
): Promise<void> {
  await queries.run(
    `INSERT INTO desk_accounts (name, link_hash, link_until, added_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET link_hash = excluded.link_hash, link_until = excluded.link_until`,
    ...[name, linkHash, linkUntil, at],
  )
}

/** Removes an account and ends its sessions; false when there is none of this name. */
export function removeAccount(database: Database, name: string): Promise<boolean> {
  return database.transaction(
    async (queries) => {
      const removed = await queries.run('DELETE FROM desk_accounts WHERE name = ?', name)
      await queries.run('DELETE FROM desk_sessions WHERE account = ?', name)
      return removed === 1
    },
    { durable: true },
  )
}

/** Whose link this is, while it is good. */
export async function findByLink(
  queries: Queries,
  linkHash: string,
  now: number,
): Promise<string | undefined> {
  const sql = 'SELECT name FROM desk_accounts WHERE link_hash = ? AND link_until > ?'
  return (await queries.get<{ name: string }>(sql, linkHash, now))?.name
}

/** Sets the password of whose link this is, uses the link up and ends their sessions; false when the link is not good. */
export function choosePassword(
  database: Database,
  { linkHash, passwordHash, now }: { linkHash: string; passwordHash: string; now: number },
): Promise<boolean> {
  return database.transaction(
    async (queries) => {
      const row = await queries.get<{ name: string }>(
        `UPDATE desk_accounts SET password_hash = ?, link_hash = NULL, link_until = 0
         WHERE link_hash = ? AND link_until > ? RETURNING name`,
        ...[passwordHash, linkHash, now],
      )
      if (row) await queries.run('DELETE FROM desk_sessions WHERE account = ?', row.name)
      return row !== undefined
    },
    { durable: true },
  )
}

/** Keeps a session until it is over; one that is kept already stays as it is. */
export async function putSession(
  queries: Queries,
  { idHash, account, until }: { idHash: string; account: string; until: number },
): Promise<void> {
  await queries.run(
    `INSERT INTO desk_sessions (id_hash, account, until) SELECT ?, name, ? FROM desk_accounts WHERE name = ?
     ON CONFLICT (id_hash) DO NOTHING`,
    ...[idHash, until, account],
  )
}

/** Whose session this is, while it lasts. */
export async function findSession(
  queries: Queries,
  idHash: string,
  now: number,
): Promise<string | undefined> {
  const sql = 'SELECT account FROM desk_sessions WHERE id_hash = ? AND until > ?'
  return (await queries.get<{ account: string }>(sql, idHash, now))?.account
}

export async function removeSession(queries: Queries, idHash: string): Promise<void> {
  await queries.run('DELETE FROM desk_sessions WHERE id_hash = ?', idHash)
}

/** An attempt counts before its password is compared: of several at once none is free. */
export async function addAttempt(
  queries: Queries,
  { id, subjects, at }: { id: string; subjects: string[]; at: number },
): Promise<void> {
  const sql = 'INSERT INTO desk_attempts (id, subject, at) VALUES (?, ?, ?)'
  for (const [place, subject] of subjects.entries()) await queries.run(sql, `${id}.${place}`, subject, at)
}

/** The password was right. */
export async function removeAttempt(queries: Queries, id: string, subjects: string[]): Promise<void> {
  for (const place of subjects.keys())
    await queries.run('DELETE FROM desk_attempts WHERE id = ?', `${id}.${place}`)
}

/** When the last attempts under a subject were, newest first. */
export async function lastAttempts(
  queries: Queries,
  subject: string,
  { since, most }: { since: number; most: number },
): Promise<number[]> {
  const sql = `SELECT at FROM desk_attempts WHERE subject = ? AND at > ? ORDER BY at DESC, id LIMIT CAST(? AS INTEGER)`
  return (await queries.all<{ at: number }>(sql, subject, since, most)).map(({ at }) => at)
}
