import type { Migration } from './migration.ts'

/**
 * What calls in progress were told, so that it can be said again and texted. It takes the place of `replies`, which held
 * that and every answer: what a call was answered else is worked out again, or remembered by the server that answered.
 * Without an index on the time: the few rows go with their calls, and those to be purged stand first.
 */
export const told: Migration = {
  name: '008-told',
  statements: [
    'DROP TABLE IF EXISTS replies',
    `CREATE TABLE IF NOT EXISTS told (
      call_sid TEXT NOT NULL,
      client_id TEXT NOT NULL,
      words TEXT NOT NULL,
      told_at BIGINT NOT NULL,
      PRIMARY KEY (call_sid, client_id)
    )`,
  ],
}
