import type { Migration } from './migration.ts'

/**
 * The record of what was told, texted and erased. Rows are only ever added: the database itself refuses to change one,
 * or to remove one that is younger than `purge_limit`, which stands at 0 but for the moment of a purge.
 * It takes the place of `disclosures`, which no released version has written.
 */
export const disclosures: Migration = {
  name: '006-disclosures',
  statements: [
    'DROP TABLE IF EXISTS disclosures',
    `CREATE TABLE IF NOT EXISTS disclosure_log (
      call_sid TEXT NOT NULL,
      client_id TEXT NOT NULL,
      what TEXT NOT NULL,
      at BIGINT NOT NULL,
      appointment_at BIGINT,
      verified_by TEXT NOT NULL,
      PRIMARY KEY (call_sid, client_id, what)
    )`,
    'CREATE INDEX IF NOT EXISTS disclosure_log_by_time ON disclosure_log (at)',
    'CREATE INDEX IF NOT EXISTS disclosure_log_by_client ON disclosure_log (client_id)',
    `CREATE TABLE IF NOT EXISTS purge_limit (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      removable_before BIGINT NOT NULL
    )`,
    'INSERT INTO purge_limit (only_row, removable_before) VALUES (1, 0) ON CONFLICT DO NOTHING',
  ],
  sqlite: [
    `CREATE TRIGGER IF NOT EXISTS disclosure_log_update BEFORE UPDATE ON disclosure_log
     BEGIN SELECT RAISE(ABORT, 'disclosure_log is append-only'); END`,
    `CREATE TRIGGER IF NOT EXISTS disclosure_log_delete BEFORE DELETE ON disclosure_log
     WHEN OLD.at >= (SELECT removable_before FROM purge_limit)
     BEGIN SELECT RAISE(ABORT, 'disclosure_log is append-only'); END`,
    // INSERT OR REPLACE removes a row without the trigger of a DELETE.
    `CREATE TRIGGER IF NOT EXISTS disclosure_log_replace BEFORE INSERT ON disclosure_log
     WHEN EXISTS (SELECT 1 FROM disclosure_log WHERE call_sid = NEW.call_sid AND client_id = NEW.client_id
       AND what = NEW.what)
     BEGIN SELECT RAISE(IGNORE); END`,
  ],
  postgres: [
    // First of all: CockroachDB does not replace a function that a trigger uses.
    'DROP TRIGGER IF EXISTS disclosure_log_change ON disclosure_log',
    `CREATE OR REPLACE FUNCTION refuse_disclosure_change() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF TG_OP = 'DELETE' THEN
         IF OLD.at < (SELECT removable_before FROM purge_limit) THEN RETURN OLD; END IF;
       END IF;
       RAISE EXCEPTION 'disclosure_log is append-only';
     END $$`,
    `CREATE TRIGGER disclosure_log_change BEFORE UPDATE OR DELETE ON disclosure_log
     FOR EACH ROW EXECUTE FUNCTION refuse_disclosure_change()`,
  ],
  notOnCockroach: [
    'DROP TRIGGER IF EXISTS disclosure_log_truncate ON disclosure_log',
    `CREATE TRIGGER disclosure_log_truncate BEFORE TRUNCATE ON disclosure_log
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_disclosure_change()`,
  ],
}
