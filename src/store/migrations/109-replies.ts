import type { Migration } from './migration.ts'

const columns = (ifNotExists: string) => [
  `ALTER TABLE texts ADD COLUMN ${ifNotExists} lang TEXT`,
  `ALTER TABLE texts ADD COLUMN ${ifNotExists} is_erased INTEGER NOT NULL DEFAULT 0`,
]

/**
 * What people replied to texts: once a message, with the answer that it was given, and the call whose text it replies to.
 * Neither the words nor the number are kept. A text knows its language, and whether its client was erased since.
 */
export const replies: Migration = {
  version: 109,
  statements: [
    `CREATE TABLE IF NOT EXISTS text_replies (
      message_sid TEXT PRIMARY KEY,
      number_key TEXT NOT NULL,
      at BIGINT NOT NULL,
      meaning TEXT NOT NULL,
      answer TEXT NOT NULL,
      lang TEXT,
      call_sid TEXT
    )`,
    'CREATE INDEX IF NOT EXISTS text_replies_by_number ON text_replies (number_key, at)',
    'CREATE INDEX IF NOT EXISTS text_replies_by_time ON text_replies (at)',
    'CREATE INDEX IF NOT EXISTS text_replies_by_call ON text_replies (call_sid)',
  ],
  // SQLite's schema changes belong to the transaction: an interrupted migration leaves nothing.
  sqlite: columns(''),
  postgres: columns('IF NOT EXISTS'),
}
