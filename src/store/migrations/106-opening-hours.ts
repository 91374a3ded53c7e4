import type { Migration } from './migration.ts'

/**
 * The office's opening hours: a row for each weekday with hours, by its name, and for each closed day, by its date. Without
 * rows the office is always open. They hold nothing of clients or calls, so neither `purge` nor `erase` touches them.
 */
export const openingHours: Migration = {
  version: 106,
  statements: [
    `CREATE TABLE IF NOT EXISTS opening_hours (
      day TEXT PRIMARY KEY,
      times TEXT NOT NULL,
      every_year INTEGER NOT NULL,
      say TEXT NOT NULL
    )`,
  ],
}
