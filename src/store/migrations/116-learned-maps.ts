import type { Migration } from './migration.ts'

/** Which headers stand for which columns, as somebody has said of a file; `header` is the digest of its first line. */
export const learnedMaps: Migration = {
  version: 116,
  statements: [
    `CREATE TABLE IF NOT EXISTS learned_maps (
      header TEXT PRIMARY KEY,
      map TEXT NOT NULL
    )`,
  ],
}
