import type { Migration } from './migration.ts'

/**
 * Requests that are sent to the office's server: they wait until it has taken them, or have failed. A row goes with its
 * request. The pace is what servers lock to claim one after the other.
 */
export const requestDeliveries: Migration = {
  version: 108,
  statements: [
    `CREATE TABLE IF NOT EXISTS request_deliveries (
      request_id TEXT PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
      state TEXT NOT NULL,
      tries INTEGER NOT NULL,
      queued_at BIGINT NOT NULL,
      give_up_at BIGINT NOT NULL,
      due_at BIGINT NOT NULL,
      due_in BIGINT NOT NULL,
      leased_until BIGINT NOT NULL,
      code TEXT,
      reason TEXT,
      settled_at BIGINT
    )`,
    'CREATE INDEX IF NOT EXISTS request_deliveries_in_order ON request_deliveries (state, queued_at, request_id)',
    `CREATE TABLE IF NOT EXISTS request_pace (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      free_at BIGINT NOT NULL,
      free_in BIGINT NOT NULL
    )`,
    'INSERT INTO request_pace (only_row, free_at, free_in) VALUES (1, 0, 0) ON CONFLICT DO NOTHING',
  ],
}
