import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

const ATTEMPTS = 10

/** serialization_failure and deadlock_detected: the same work can succeed when it is run again. */
const CONFLICTS = ['40001', '40P01']
/**
 * duplicate_table, duplicate_object (its row type) and a unique violation in the catalogue: `IF NOT EXISTS` does not see
 * a table that another transaction is creating.
 */
const CREATED_MEANWHILE = [
  '42P07',
  '42710',
  '23505:pg_type_typname_nsp_index',
  '23505:pg_class_relname_nsp_index',
]

/** Tries again after a conflict with another transaction. */
export async function retryConflict<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt()
    } catch (error) {
      if (attempts === ATTEMPTS || !isConflict(error)) throw error
    }
    await wait(attempts * 5 * Math.random())
  }
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false
  const code = error.code ?? ''
  return [...CONFLICTS, ...CREATED_MEANWHILE].some(
    (one) => one === code || one === `${code}:${error.constraint}`,
  )
}
