import type { Migration } from './migration.ts'

/** What an entry changes of one subject's wrong PINs: as `countWrong` and `clearCount` of `src/pins/lockout.ts`. */
const countPin = `CREATE OR REPLACE FUNCTION count_pin(
    counted TEXT, happened TEXT, most INTEGER, now_ms BIGINT,
    window_ms BIGINT, first_lock_ms BIGINT, longest_lock_ms BIGINT, lockouts_last_ms BIGINT
  ) RETURNS VOID LANGUAGE plpgsql AS $$
  DECLARE
    wrong BIGINT[];
    earlier INTEGER;
    locks BOOLEAN;
  BEGIN
    SELECT array_append(ARRAY(
        SELECT LEAST(one::BIGINT, now_ms) FROM unnest(string_to_array(wrong_at, ' ')) AS one
        WHERE LEAST(one::BIGINT, now_ms) > now_ms - window_ms
      ), now_ms), CASE WHEN now_ms - locked_until > lockouts_last_ms THEN 0 ELSE lockouts END
      INTO wrong, earlier FROM failed_attempts WHERE subject = counted;
    locks := happened = 'wrong' AND cardinality(wrong) >= most;
    UPDATE failed_attempts SET
      wrong_at = CASE WHEN happened = 'nothing' THEN wrong_at
        WHEN happened = 'right' OR locks THEN '' ELSE array_to_string(wrong, ' ') END,
      lockouts = CASE WHEN locks THEN earlier + 1 ELSE lockouts END,
      locked_until = CASE WHEN locks
        THEN now_ms + LEAST(first_lock_ms << LEAST(earlier, 20), longest_lock_ms) ELSE locked_until END
      WHERE subject = counted;
  END $$`

/** Locks the row of a subject, clamps its lock, and tells whether it is locked. */
const lockSubject = `CREATE OR REPLACE FUNCTION lock_subject(
    counted TEXT, now_ms BIGINT, first_lock_ms BIGINT, longest_lock_ms BIGINT
  ) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
  DECLARE
    locked BOOLEAN;
  BEGIN
    INSERT INTO failed_attempts AS f (subject, wrong_at, lockouts, locked_until, last_at)
      VALUES (counted, '', 0, 0, now_ms)
      ON CONFLICT (subject) DO UPDATE SET last_at = excluded.last_at, locked_until = LEAST(f.locked_until,
        now_ms + LEAST(first_lock_ms << LEAST(GREATEST(f.lockouts - 1, 0), 20), longest_lock_ms))
      RETURNING f.locked_until > now_ms INTO locked;
    RETURN locked;
  END $$`

/** One PIN entry, as `src/pins/enter-pin.ts` does it on SQLite. */
const enterPin = `CREATE OR REPLACE FUNCTION enter_pin(
    this_call TEXT, this_entry TEXT, this_client TEXT, right_pin INTEGER, client_subject TEXT, number_subject TEXT,
    now_ms BIGINT, first_lock_ms BIGINT, lockouts_last_ms BIGINT,
    client_most INTEGER, client_window_ms BIGINT, client_longest_ms BIGINT,
    number_most INTEGER, number_window_ms BIGINT, number_longest_ms BIGINT
  ) RETURNS INTEGER LANGUAGE plpgsql AS $$
  DECLARE
    client_locked BOOLEAN;
    number_locked BOOLEAN;
    opens INTEGER;
    added INTEGER;
    happened TEXT;
  BEGIN
    client_locked := lock_subject(client_subject, now_ms, first_lock_ms, client_longest_ms);
    number_locked := lock_subject(number_subject, now_ms, first_lock_ms, number_longest_ms);
    opens := CASE WHEN client_locked OR number_locked THEN 0 ELSE right_pin END;
    INSERT INTO pin_entries (call_sid, entry, client_id, entered_at, is_right)
      VALUES (this_call, this_entry, this_client, now_ms, opens)
      ON CONFLICT (call_sid, entry) DO NOTHING RETURNING is_right INTO added;
    IF added IS NULL THEN
      SELECT is_right INTO opens FROM pin_entries WHERE call_sid = this_call AND entry = this_entry;
    END IF;
    happened := CASE WHEN added IS NULL OR number_locked THEN 'nothing' WHEN opens = 1 THEN 'right' ELSE 'wrong' END;
    PERFORM count_pin(client_subject,
      CASE WHEN client_locked THEN 'nothing' ELSE happened END,
      client_most, now_ms, client_window_ms, first_lock_ms, client_longest_ms, lockouts_last_ms);
    PERFORM count_pin(number_subject, CASE WHEN happened = 'wrong' THEN 'wrong' ELSE 'nothing' END,
      number_most, now_ms, number_window_ms, first_lock_ms, number_longest_ms, lockouts_last_ms);
    RETURN opens;
  END $$`

/**
 * For many calls and many rows. On PostgreSQL a PIN entry is one round trip: the rows that it locks are free again after
 * one statement, however far away the database is and however many callers wait for them. And the purge finds old texts
 * without reading all of them.
 */
export const many: Migration = {
  version: 104,
  statements: ['CREATE INDEX IF NOT EXISTS texts_by_promise ON texts (promised_at)'],
  postgres: [countPin, lockSubject, enterPin],
}
