import type { Guesses } from '../pins/guess-limit.ts'
import type { Queries } from './database.ts'

type Row = { wrongAt: string; rounds: number; lockedUntil: number }

/** Reads what is remembered of a subject and locks its row until the transaction ends. */
export async function lockGuesses(queries: Queries, subject: string, now: number): Promise<Guesses> {
  const row = await queries.get<Row>(
    `INSERT INTO guesses (subject, wrong_at, rounds, locked_until, last_at) VALUES (?, '', 0, 0, ?)
     ON CONFLICT (subject) DO UPDATE SET last_at = excluded.last_at
     RETURNING wrong_at AS "wrongAt", rounds, locked_until AS "lockedUntil"`,
    subject,
    now,
  )
  const times = row?.wrongAt ? row.wrongAt.split(' ').map(Number) : []
  return { wrongAt: times, rounds: row?.rounds ?? 0, lockedUntil: row?.lockedUntil ?? 0 }
}

/** Writes it back, under the lock. */
export async function writeGuesses(queries: Queries, subject: string, guesses: Guesses): Promise<void> {
  await queries.run(
    'UPDATE guesses SET wrong_at = ?, rounds = ?, locked_until = ? WHERE subject = ?',
    guesses.wrongAt.join(' '),
    guesses.rounds,
    guesses.lockedUntil,
    subject,
  )
}

/** Forgets a subject's wrong PINs and lock; undefined when nothing is known of it, else until when it was locked. */
export async function forgetGuesses(queries: Queries, subject: string): Promise<number | undefined> {
  const row = await queries.get<{ lockedUntil: number }>(
    'DELETE FROM guesses WHERE subject = ? RETURNING locked_until AS "lockedUntil"',
    subject,
  )
  return row?.lockedUntil
}

/** How many clients, or calling numbers, are locked. The rows also say which ones. */
export async function countLocked(queries: Queries, kind: 'client' | 'number', now: number): Promise<number> {
  const sql = 'SELECT COUNT(*) AS count FROM guesses WHERE locked_until > ? AND subject LIKE ?'
  return (await queries.get<{ count: number }>(sql, now, `${kind}:%`))?.count ?? 0
}
