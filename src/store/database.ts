/** What can be bound to a `?`. Times are epoch milliseconds; booleans are 0 and 1. */
export type Value = string | number | null

/**
 * SQL that both SQLite and PostgreSQL understand, with `?` for each value. A text is prepared once and kept, so it
 * must be a constant: never build one per request.
 */
export interface Queries {
  /** The first row, or undefined. */
  get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined>
  all<Row>(sql: string, ...values: Value[]): Promise<Row[]>
  /** How many rows were changed. */
  run(sql: string, ...values: Value[]): Promise<number>
}

export type TransactionOptions = {
  /** Once committed it survives a power cut. PostgreSQL always does that; SQLite is asked to flush to disk. */
  durable?: boolean
}

export interface Database extends Queries {
  readonly kind: 'sqlite' | 'postgres'
  /**
   * All of `work` or none of it. Between its queries `work` awaits nothing else, and it uses only the queries it is
   * given: the database's own wait until the transaction is over. It may be run again after a conflict.
   */
  transaction<Result>(
    work: (queries: Queries) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>
  close(): Promise<void>
}

/** Others held the database for longer than a caller can wait. */
export class DatabaseBusy extends Error {
  override name = 'DatabaseBusy'
}
