import type { Migration } from './migration.ts'

/** What outlives a call: its record, the entries of PINs, and what was disclosed. No names, no numbers, no PINs. */
export const calls: Migration = {
  name: '002-calls',
  statements: [
    `CREATE TABLE IF NOT EXISTS calls (
      call_sid TEXT PRIMARY KEY,
      started_at BIGINT NOT NULL,
      last_at BIGINT NOT NULL,
      step TEXT NOT NULL,
      outcome TEXT NOT NULL,
      why TEXT,
      asks TEXT,
      is_name_missed INTEGER NOT NULL DEFAULT 0,
      ended_at BIGINT,
      end_status TEXT
    )`,
    'CREATE INDEX IF NOT EXISTS calls_by_start ON calls (started_at)',
    `CREATE TABLE IF NOT EXISTS pin_entries (
      call_sid TEXT NOT NULL,
      entry TEXT NOT NULL,
      client_id TEXT NOT NULL,
      entered_at BIGINT NOT NULL,
      is_right INTEGER NOT NULL,
      PRIMARY KEY (call_sid, entry)
    )`,
    `CREATE TABLE IF NOT EXISTS disclosures (
      call_sid TEXT NOT NULL,
      client_id TEXT NOT NULL,
      appointment_at BIGINT,
      told_at BIGINT NOT NULL,
      verified_by TEXT NOT NULL,
      PRIMARY KEY (call_sid, client_id)
    )`,
  ],
}
