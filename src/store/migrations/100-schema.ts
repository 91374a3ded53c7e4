import type { Migration } from './migration.ts'

/**
 * Clients come in versions. One is visible while `since <= directory.generation` and `until` is NULL or greater than the
 * generation. An import writes invisible versions, which takes its time, and then advances the generation.
 */
const clients = [
  `CREATE TABLE IF NOT EXISTS directory (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    generation BIGINT NOT NULL,
    client_count BIGINT NOT NULL,
    pin_key TEXT,
    lease_holder TEXT,
    lease_until BIGINT NOT NULL
  )`,
  `INSERT INTO directory (only_row, generation, client_count, lease_until) VALUES (1, 0, 0, 0)
   ON CONFLICT DO NOTHING`,
  `CREATE TABLE IF NOT EXISTS clients (
    id TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    pin_hash TEXT NOT NULL,
    phone TEXT,
    last_four TEXT,
    language TEXT,
    PRIMARY KEY (id, since)
  )`,
  'CREATE INDEX IF NOT EXISTS clients_by_name ON clients (name_key)',
  'CREATE INDEX IF NOT EXISTS clients_by_phone ON clients (phone)',
  'CREATE INDEX IF NOT EXISTS clients_by_version ON clients (until, since)',
  `CREATE TABLE IF NOT EXISTS appointments (
    client_id TEXT NOT NULL,
    since BIGINT NOT NULL,
    at BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (client_id, since, at),
    FOREIGN KEY (client_id, since) REFERENCES clients (id, since) ON DELETE CASCADE
  )`,
  'CREATE INDEX IF NOT EXISTS appointments_by_time ON appointments (at)',
  // By which rules the keys of the names on file were made; 0 while that is not known.
  `CREATE TABLE IF NOT EXISTS name_rules (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    version BIGINT NOT NULL
  )`,
  'INSERT INTO name_rules (only_row, version) VALUES (1, 0) ON CONFLICT DO NOTHING',
]

/** The record of calls: no names, no numbers, no PINs. */
const calls = [
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
]

/** What was entered, and the wrong PINs across calls: a row for each client, and for each calling number under a key. */
const pins = [
  `CREATE TABLE IF NOT EXISTS pin_entries (
    call_sid TEXT NOT NULL,
    entry TEXT NOT NULL,
    client_id TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    is_right INTEGER NOT NULL,
    PRIMARY KEY (call_sid, entry)
  )`,
  'CREATE INDEX IF NOT EXISTS pin_entries_by_time ON pin_entries (entered_at)',
  'CREATE INDEX IF NOT EXISTS pin_entries_by_client ON pin_entries (client_id)',
  `CREATE TABLE IF NOT EXISTS failed_attempts (
    subject TEXT PRIMARY KEY,
    wrong_at TEXT NOT NULL,
    lockouts INTEGER NOT NULL,
    locked_until BIGINT NOT NULL,
    last_at BIGINT NOT NULL
  )`,
  'CREATE INDEX IF NOT EXISTS failed_attempts_by_time ON failed_attempts (last_at)',
  'CREATE INDEX IF NOT EXISTS failed_attempts_by_lock ON failed_attempts (locked_until)',
]

/**
 * A text is `waiting`, then `accepted` by the platform or `dead`. Then its body and numbers are wiped; the key of the
 * caller's number, the consent and the text's status stay.
 */
const texts = [
  `CREATE TABLE IF NOT EXISTS texts (
    call_sid TEXT PRIMARY KEY,
    number_key TEXT NOT NULL,
    consent TEXT NOT NULL,
    promised_at BIGINT NOT NULL,
    sender TEXT,
    recipient TEXT,
    body TEXT,
    segments INTEGER NOT NULL,
    state TEXT NOT NULL,
    answer TEXT,
    tries INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    settled_at BIGINT,
    sid TEXT UNIQUE,
    code TEXT,
    reason TEXT,
    status TEXT,
    status_rank INTEGER NOT NULL
  )`,
  'CREATE INDEX IF NOT EXISTS texts_by_turn ON texts (state, due_at)',
  'CREATE INDEX IF NOT EXISTS texts_by_number ON texts (number_key)',
  `CREATE TABLE IF NOT EXISTS text_pace (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    free_at BIGINT NOT NULL
  )`,
  'INSERT INTO text_pace (only_row, free_at) VALUES (1, 0) ON CONFLICT DO NOTHING',
  `CREATE TABLE IF NOT EXISTS unreachable_numbers (
    number_key TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    since BIGINT NOT NULL
  )`,
]

/**
 * The record of what was told, texted and erased. Rows are only ever added: the database itself refuses to change one,
 * or to remove one that is not older than `purge_limit`, which is 0 except within a purge. Beside it, the words that
 * calls in progress were told. They need no index on the time: the few rows go with their calls.
 */
const disclosures = [
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
  `CREATE TABLE IF NOT EXISTS disclosed_words (
    call_sid TEXT NOT NULL,
    client_id TEXT NOT NULL,
    words TEXT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (call_sid, client_id)
  )`,
]

/** The schema of the first release. */
export const schema: Migration = {
  version: 100,
  statements: [...clients, ...calls, ...pins, ...texts, ...disclosures],
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
    // Drops what an interrupted run has created: CockroachDB does not replace a function that a trigger uses.
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
