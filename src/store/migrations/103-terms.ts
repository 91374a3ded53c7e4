import type { Migration } from './migration.ts'

const columns = (ifNotExists: string) => [
  `ALTER TABLE texts ADD COLUMN ${ifNotExists} due_in BIGINT NOT NULL DEFAULT 0`,
  `ALTER TABLE text_pace ADD COLUMN ${ifNotExists} free_in BIGINT NOT NULL DEFAULT 0`,
  `ALTER TABLE directory ADD COLUMN ${ifNotExists} pin_length INTEGER`,
]

/**
 * How far ahead `due_at` and `free_at` were when they were written: what lies further ahead was written by a clock that
 * was ahead. With 0, texts that wait during the update are due at once. And how many digits the PINs on file have; NULL
 * while that is not known.
 */
export const terms: Migration = {
  version: 103,
  statements: [],
  // SQLite's schema changes belong to the transaction: an interrupted migration leaves nothing.
  sqlite: columns(''),
  postgres: columns('IF NOT EXISTS'),
}
