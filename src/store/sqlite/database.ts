import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Database, Queries, TransactionOptions, Value } from '../database.ts'
import { Moment, type Written } from './group-commit.ts'
import { Turns } from './mutex.ts'
import { isBusy, retryBusy } from './retry.ts'
import { Statements } from './statements.ts'

const MEMORY = ':memory:'
/** Pages in the write-ahead log before it is copied into the file: most of them changed many times, copied once. */
const CHECKPOINT_PAGES = 4_000

/** Opens the file, and makes it and its folder when they are not there; `:memory:` is a database of its own. */
export async function openSqlite(file: string): Promise<Database> {
  if (file !== MEMORY) mkdirSync(dirname(file), { recursive: true })
  const connection = new Sqlite(file, { timeout: 0 })
  try {
    // Readers and the writer do not wait for each other.
    await retryBusy(() => connection.pragma('journal_mode = WAL'))
    // A power cut may take the last moments of an undurable transaction, never the file's consistency.
    connection.pragma('synchronous = NORMAL')
    connection.pragma('foreign_keys = ON')
    // What is erased or wiped is gone from the file, too.
    connection.pragma('secure_delete = ON')
    connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  } catch (error) {
    connection.close()
    throw error
  }
  return new SqliteDatabase(connection)
}

/** A statement that only reads has nothing to commit. */
type Asked<Result> = { result: Result; committed?: Promise<void> }

class SqliteDatabase implements Database {
  readonly kind = 'sqlite'
  readonly #connection: Sqlite.Database
  readonly #statements: Statements
  readonly #moment: Moment
  readonly #queries: Queries
  readonly #turns = new Turns()

  constructor(connection: Sqlite.Database) {
    this.#connection = connection
    this.#statements = new Statements(connection)
    this.#moment = new Moment(connection)
    this.#queries = queriesOf(this.#statements)
  }

  get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return this.#ask(sql, () => this.#statements.get<Row>(sql, values))
  }

  all<Row>(sql: string, ...values: Value[]): Promise<Row[]> {
    return this.#ask(sql, () => this.#statements.all<Row>(sql, values))
  }

  run(sql: string, ...values: Value[]): Promise<number> {
    return this.#ask(sql, () => this.#statements.run(sql, values))
  }

  /** The turn is given back while another process holds the lock, so that reads go on meanwhile. */
  async transaction<Result>(
    work: (queries: Queries) => Promise<Result>,
    { durable, patienceMs }: TransactionOptions = {},
  ): Promise<Result> {
    const transact = () => (durable ? this.#transactDurably(work) : this.#transact(work))
    const { result, committed } = await retryBusy(() => this.#turns.take(transact), patienceMs)
    await committed
    return result
  }

  async close(): Promise<void> {
    await this.#turns.take(() => {
      this.#moment.end()
      this.#connection.close()
    })
  }

  /** What a statement gives; when it writes, with `RETURNING` too, only once that is committed. */
  async #ask<Result>(sql: string, statement: () => Result): Promise<Result> {
    const inMoment = (): Asked<Result> =>
      this.#statements.isReading(sql)
        ? { result: this.#moment.read(statement) }
        : this.#moment.write(statement)
    const { result, committed } = await this.#single(inMoment)
    if (committed) await committed
    return result
  }

  /** A statement outside a transaction: at once, unless one is open on this connection or another process is in the way. */
  async #single<Result>(statement: () => Result): Promise<Result> {
    if (this.#turns.areTaken) return retryBusy(() => this.#turns.take(statement))
    try {
      return statement()
    } catch (error) {
      if (!isBusy(error)) throw error
      return retryBusy(() => this.#turns.take(statement))
    }
  }

  /** As a part of this moment's transaction. */
  #transact<Result>(work: (queries: Queries) => Promise<Result>): Promise<Written<Result>> {
    return this.#moment.writeAll(() => work(this.#queries))
  }

  /** In a transaction of its own: how it is committed cannot be changed once one has begun. */
  async #transactDurably<Result>(work: (queries: Queries) => Promise<Result>): Promise<Written<Result>> {
    this.#moment.end()
    // In WAL mode FULL flushes the log at each commit.
    this.#connection.pragma('synchronous = FULL')
    try {
      // IMMEDIATE takes the write lock now: a read turned into a write later could fail half-way.
      this.#connection.exec('BEGIN IMMEDIATE')
      const result = await work(this.#queries)
      this.#connection.exec('COMMIT')
      return { result, committed: Promise.resolve() }
    } finally {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK')
      this.#connection.pragma('synchronous = NORMAL')
    }
  }
}

/** What a transaction's work may ask: every statement runs at once and to its end, because SQLite is in-process. */
function queriesOf(statements: Statements): Queries {
  return {
    get: async <Row>(sql: string, ...values: Value[]) => statements.get<Row>(sql, values),
    all: async <Row>(sql: string, ...values: Value[]) => statements.all<Row>(sql, values),
    run: async (sql: string, ...values: Value[]) => statements.run(sql, values),
  }
}
