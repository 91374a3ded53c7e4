import type { Migration } from './migration.ts'

/**
 * What callers asked of the office: once a call and step. `appointment_at` is the appointment that the call was told of,
 * whatever has been imported since; a call back may be about nobody. They are purged and erased with the calls' details.
 */
export const requests: Migration = {
  version: 107,
  statements: [
    `CREATE TABLE IF NOT EXISTS requests (
      id TEXT PRIMARY KEY,
      call_sid TEXT NOT NULL,
      step TEXT NOT NULL,
      kind TEXT NOT NULL,
      client_id TEXT,
      number TEXT,
      appointment_at BIGINT,
      asked_at BIGINT NOT NULL,
      done_at BIGINT,
      done_by TEXT,
      UNIQUE (call_sid, step)
    )`,
    'CREATE INDEX IF NOT EXISTS requests_by_time ON requests (asked_at)',
    'CREATE INDEX IF NOT EXISTS requests_by_state ON requests (done_at, asked_at)',
    'CREATE INDEX IF NOT EXISTS requests_by_client ON requests (client_id)',
  ],
}
