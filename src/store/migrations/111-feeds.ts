import type { Migration } from './migration.ts'

/**
 * How each feed stands. `good_at` is of when its data are, `digest` what it last loaded and `generation` the directory after
 * that; `state` is what its source remembers, such as an ETag.
 */
export const feeds: Migration = {
  version: 111,
  statements: [
    `CREATE TABLE IF NOT EXISTS feeds (
      name TEXT PRIMARY KEY,
      tried_at BIGINT,
      good_at BIGINT,
      next_at BIGINT NOT NULL,
      failures INTEGER NOT NULL,
      fault TEXT,
      is_held INTEGER NOT NULL,
      digest TEXT,
      generation BIGINT,
      state TEXT,
      holder TEXT,
      lease_until BIGINT NOT NULL
    )`,
  ],
}
