import type { Migration } from './migration.ts'

/** How else a client's name is heard. No foreign key: clients come in versions, and an alias outlives an import. */
export const aliases: Migration = {
  version: 115,
  statements: [
    `CREATE TABLE IF NOT EXISTS aliases (
      heard_key TEXT NOT NULL,
      client_id TEXT NOT NULL,
      added_at BIGINT NOT NULL,
      added_by TEXT NOT NULL,
      PRIMARY KEY (heard_key, client_id)
    )`,
    'CREATE INDEX IF NOT EXISTS aliases_by_client ON aliases (client_id)',
  ],
}
