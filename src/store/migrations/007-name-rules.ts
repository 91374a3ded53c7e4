import type { Migration } from './migration.ts'

/** By which rules the keys of the names on file were made; 0 while that is not known. */
export const nameRules: Migration = {
  name: '007-name-rules',
  statements: [
    `CREATE TABLE IF NOT EXISTS name_rules (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      version BIGINT NOT NULL
    )`,
    'INSERT INTO name_rules (only_row, version) VALUES (1, 0) ON CONFLICT DO NOTHING',
  ],
}
