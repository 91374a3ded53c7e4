import pg from 'pg'
import { DatabaseBusy } from '../database.ts'

/** serialization_failure and deadlock_detected: the same work can succeed when it is run again. */
const CONFLICTS = ['40001', '40P01']
/**
 * duplicate_table, duplicate_object (its row type) and a unique violation in the catalogue: `IF NOT EXISTS` does not see
 * a table about to be.
 */
const CREATED_MEANWHILE = [
  '42P07',
  '42710',
  '23505:pg_type_typname_nsp_index',
  '23505:pg_class_relname_nsp_index',
]
/** query_canceled by statement_timeout, and lock_not_available. */
const TIMED_OUT = ['57014', '55P03']

/** Whether the same work may succeed when it is run again. */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false
  const code = error.code ?? ''
  return (
    CONFLICTS.includes(code) ||
    CREATED_MEANWHILE.includes(code) ||
    CREATED_MEANWHILE.includes(`${code}:${error.constraint}`)
  )
}

/** The error to throw: without the values that PostgreSQL quotes in its details, which must not reach a log. */
export function cleaned(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error
  error.detail = undefined
  error.where = undefined
  if (!TIMED_OUT.includes(error.code ?? '')) return error
  return new DatabaseBusy('PostgreSQL did not answer in time', { cause: error })
}
