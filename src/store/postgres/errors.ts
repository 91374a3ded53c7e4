import pg from 'pg'
import { DatabaseBusy } from '../database.ts'

/** query_canceled by statement_timeout, and lock_not_available. */
const TIMED_OUT = ['57014', '55P03']

/** The error to throw: without the values that PostgreSQL quotes in its details, which must not reach a log. */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error
  error.detail = undefined
  error.where = undefined
  if (!TIMED_OUT.includes(error.code ?? '')) return error
  return new DatabaseBusy('PostgreSQL did not answer in time', { cause: error })
}
