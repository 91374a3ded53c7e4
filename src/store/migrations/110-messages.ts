import type { Migration } from './migration.ts'

const columns = (ifNotExists: string) =>
  ['message', 'spoken_name'].map((name) => `ALTER TABLE clients ADD COLUMN ${ifNotExists} ${name} TEXT`)

/** What a client is told beside the next appointment, and how their name is said aloud; NULL where there is none. */
export const messages: Migration = {
  version: 110,
  statements: [],
  // SQLite's schema changes belong to the transaction: an interrupted migration leaves nothing.
  sqlite: columns(''),
  postgres: columns('IF NOT EXISTS'),
}
