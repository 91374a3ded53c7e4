import { insertMany } from './batches.ts'
import type { Database, Queries } from './database.ts'

/** What was heard as a name and led nowhere. `words` are encrypted; the same words have the same digest. */
export type MisheardRow = { call: string; step: string; digest: string; words: string; at: number }

/** The same words, however many callers said them. */
export type MisheardWords = { digest: string; words: string; times: number; lastAt: number }

const MOST_SHOWN = 50
const COLUMNS = ['call_sid', 'step', 'digest', 'words', 'at']
const ONCE = 'ON CONFLICT (call_sid, step) DO NOTHING'
const NOT_WANTED = 'SELECT digest FROM misheard_never'
/** All rows of one digest hold the same words, encrypted for that digest, so any of them can be shown. */
const WORDS = '(SELECT w.words FROM misheard w WHERE w.digest = m.digest LIMIT 1) AS words'
const LIST = `SELECT m.digest, m.times, m."lastAt", ${WORDS} FROM (
    SELECT digest, COUNT(*) AS times, MAX(at) AS "lastAt" FROM misheard WHERE digest NOT IN (${NOT_WANTED})
    GROUP BY digest ORDER BY 2 DESC, 3 DESC LIMIT ${MOST_SHOWN}
  ) AS m ORDER BY m.times DESC, m."lastAt" DESC`
const ONE = `SELECT m.digest, COUNT(*) AS times, MAX(m.at) AS "lastAt", MIN(m.words) AS words FROM misheard m
  WHERE m.digest = ? GROUP BY m.digest`

/** Keeps what was heard, once a call and step, except what the office never wants to see. */
export function addMisheard(database: Database, rows: MisheardRow[]): Promise<void> {
  const values = rows.map(({ call, step, digest, words, at }) => [call, step, digest, words, at])
  return database.transaction(async (queries) => {
    await insertMany(queries, 'misheard', COLUMNS, values, ONCE)
    await queries.run(`DELETE FROM misheard WHERE digest IN (${NOT_WANTED})`)
  })
}

/** What was heard most often, first. */
export function listMisheard(queries: Queries): Promise<MisheardWords[]> {
  return queries.all(LIST)
}

export function findMisheard(queries: Queries, digest: string): Promise<MisheardWords | undefined> {
  return queries.get(ONE, digest)
}

/** The office has dealt with these words. */
export async function forgetMisheard(queries: Queries, digest: string): Promise<void> {
  await queries.run('DELETE FROM misheard WHERE digest = ?', digest)
}

/** The office never wants to see these words again: from now on they are not kept. */
export function neverKeep(database: Database, digest: string, at: number): Promise<void> {
  return database.transaction(async (queries) => {
    await queries.run(
      'INSERT INTO misheard_never (digest, at) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING',
      digest,
      at,
    )
    await forgetMisheard(queries, digest)
  })
}

/** Removes what was heard in the calls of an erased client. */
export async function forgetMisheardOf(queries: Queries, clientId: string): Promise<void> {
  const sql =
    'DELETE FROM misheard WHERE call_sid IN (SELECT call_sid FROM disclosure_log WHERE client_id = ?)'
  await queries.run(sql, clientId)
}
