import type { Migration } from './migration.ts'

/**
 * Who may use the desk. A link for choosing a password and a session are kept as hashes of what opens them. Wrong passwords are
 * kept for an hour, under keys that name neither the account nor the address. `desk_done` holds what somebody dealt with that has
 * no row of its own to say so, such as a text that failed.
 */
export const desk: Migration = {
  version: 113,
  statements: [
    `CREATE TABLE IF NOT EXISTS desk_accounts (
      name TEXT PRIMARY KEY,
      password_hash TEXT,
      link_hash TEXT UNIQUE,
      link_until BIGINT NOT NULL,
      added_at BIGINT NOT NULL
    )`,
    `CREATE TABLE IF NOT EXISTS desk_sessions (
      id_hash TEXT PRIMARY KEY,
      account TEXT NOT NULL,
      until BIGINT NOT NULL
    )`,
    'CREATE INDEX IF NOT EXISTS desk_sessions_by_account ON desk_sessions (account)',
    `CREATE TABLE IF NOT EXISTS desk_attempts (
      id TEXT PRIMARY KEY,
      subject TEXT NOT NULL,
      at BIGINT NOT NULL
    )`,
    'CREATE INDEX IF NOT EXISTS desk_attempts_by_subject ON desk_attempts (subject, at)',
    `CREATE TABLE IF NOT EXISTS desk_done (
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      done_at BIGINT NOT NULL,
      done_by TEXT NOT NULL,
      PRIMARY KEY (kind, id)
    )`,
    'CREATE INDEX IF NOT EXISTS clients_by_last_four ON clients (last_four)',
    'CREATE INDEX IF NOT EXISTS texts_by_status ON texts (status)',
  ],
}
