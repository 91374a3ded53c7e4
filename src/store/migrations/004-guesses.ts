import type { Migration } from './migration.ts'

/** Wrong PINs across calls: one row for each client, and one for each calling number under a key. */
export const guesses: Migration = {
  name: '004-guesses',
  statements: [
    `CREATE TABLE IF NOT EXISTS guesses (
      subject TEXT PRIMARY KEY,
      wrong_at TEXT NOT NULL,
      rounds INTEGER NOT NULL,
      locked_until BIGINT NOT NULL,
      last_at BIGINT NOT NULL
    )`,
    'CREATE INDEX IF NOT EXISTS guesses_by_time ON guesses (last_at)',
    'CREATE INDEX IF NOT EXISTS guesses_by_lock ON guesses (locked_until)',
    'CREATE INDEX IF NOT EXISTS pin_entries_by_time ON pin_entries (entered_at)',
    'CREATE INDEX IF NOT EXISTS pin_entries_by_client ON pin_entries (client_id)',
  ],
}
