import type { Migration } from './migration.ts'

/**
 * Few disclosures are texts, and few subjects have ever been locked. An index of these rows alone is short, and writing any
 * other row does not change it.
 */
export const partialIndexes: Migration = {
  version: 119,
  statements: [
    "CREATE INDEX IF NOT EXISTS disclosure_log_texted ON disclosure_log (client_id, at) WHERE what = 'texted'",
    'DROP INDEX IF EXISTS failed_attempts_by_lock',
    'CREATE INDEX IF NOT EXISTS failed_attempts_locked ON failed_attempts (locked_until) WHERE locked_until > 0',
  ],
}
