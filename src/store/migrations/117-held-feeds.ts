import type { Migration } from './migration.ts'

const columns = ['held_removal TEXT', 'held_removed BIGINT', 'held_total BIGINT', 'allowed_removal TEXT']
const add = (ifNotExists: string) =>
  columns.map((column) => `ALTER TABLE feeds ADD COLUMN ${ifNotExists} ${column}`)

/**
 * The removal that a held run would make, as a digest of those who would be removed, and how many of how many they are; and the
 * removal that somebody has allowed.
 */
export const heldFeeds: Migration = {
  version: 117,
  statements: [],
  // SQLite's schema changes belong to the transaction: an interrupted migration leaves nothing.
  sqlite: add(''),
  postgres: add('IF NOT EXISTS'),
}
