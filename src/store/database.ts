/** What can be bound to a `?`. Times are epoch milliseconds; booleans are 0 and 1. */
export type Value = string | number | null

/**
 * SQL that both SQLite and PostgreSQL understand, with `?` for each value. A statement is prepared once and kept, so its
 * text must be a constant: never build one per request.
 */
export interface Queries {
  /** The first row, or undefined. */
  get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined>
  all<Row>(sql: string, ...values: Value[]): Promise<Row[]>
  /** How many rows were changed. */
  run(sql: string, ...values: Value[]): Promise<number>
}

/** A query that only reads, with its values. */
export type Select = { sql: string; values: Value[] }

export type TransactionOptions = {
  /** Once committed it survives a power cut. PostgreSQL always does that; SQLite is asked to flush to disk. */
  durable?: boolean
  /** How long to wait for locks; STATEMENT_TIMEOUT_MS by default. */
  timeoutMs?: number
}

export interface Database extends Queries {
  readonly kind: 'sqlite' | 'postgres'
  /** The rows of each of these queries, as of one moment, in one round trip. Their columns have different names. */
  allTogether(selects: Select[]): Promise<unknown[][]>
  /**
   * All of `work` or none of it. Between its queries `work` awaits nothing else, and it uses only the queries it is
   * given: the database's own wait until the transaction is over. It may be run again after a conflict.
   *
   * On PostgreSQL others may commit between two of its queries (READ COMMITTED). What must not change meanwhile is
   * locked by updating it first, or decided by a unique key.
   */
  transaction<Result>(
    work: (queries: Queries) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>
  /**
   * Empties SQLite's write-ahead log into the file, where what was removed is overwritten: the log holds it until then.
   * PostgreSQL has no such file for us to empty.
   * @returns false when readers in other processes prevented it
   */
  clearLog(): Promise<boolean>
  close(): Promise<void>
}

/** A bound limit. SQLite looks at the value of a bare `LIMIT ?` when it plans, so it would plan for every execution. */
export const BOUND_LIMIT = 'CAST(? AS INTEGER)'

/** A caller waits for the statement. */
export const STATEMENT_TIMEOUT_MS = 2_000
/** Nobody on the phone waits for a command. */
export const COMMAND_TIMEOUT_MS = 60_000

/** Others held the database for longer than the timeout. */
export class DatabaseBusy extends Error {
  override name = 'DatabaseBusy'
}

/** The database cannot be used as it is; the message is one sentence for whoever starts the server. */
export class DatabaseUnusable extends Error {
  override name = 'DatabaseUnusable'
}
