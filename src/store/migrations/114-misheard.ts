import type { Migration } from './migration.ts'

/**
 * What was heard as a name and led nowhere, once a call and question: the words are encrypted, and repeats share a keyed digest.
 * `misheard_never` holds the digests of what the office does not want to see again, without words.
 */
export const misheard: Migration = {
  version: 114,
  statements: [
    `CREATE TABLE IF NOT EXISTS misheard (
      call_sid TEXT NOT NULL,
      step TEXT NOT NULL,
      digest TEXT NOT NULL,
      words TEXT NOT NULL,
      at BIGINT NOT NULL,
      PRIMARY KEY (call_sid, step)
    )`,
    'CREATE INDEX IF NOT EXISTS misheard_by_digest ON misheard (digest, at)',
    'CREATE INDEX IF NOT EXISTS misheard_by_time ON misheard (at)',
    `CREATE TABLE IF NOT EXISTS misheard_never (
      digest TEXT PRIMARY KEY,
      at BIGINT NOT NULL
    )`,
  ],
}
