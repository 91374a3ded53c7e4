import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Database, Queries, TransactionOptions, Value } from '../database.ts'
import { GroupCommit, type Written } from './group-commit.ts'
import { Mutex } from './mutex.ts'
import { isBusy, retryBusy } from './retry.ts'
import { SqliteStatements } from './statements.ts'

const MEMORY = ':memory:'
/** Pages in the write-ahead log before it is copied into the file. Most were changed many times, and are copied once. */
const CHECKPOINT_PAGES = 4_000

/** Opens the file, and creates it when it does not exist; `:memory:` is a database of its own. */
export async function openSqlite(file: string): Promise<Database> {
  if (file !== MEMORY) prepareFolder(dirname(file))
  const connection = new Sqlite(file, { timeout: 0 })
  try {
    // Readers and the writer do not wait for each other.
    await retryBusy(() => connection.pragma('journal_mode = WAL'))
    // A power cut may lose the last transactions that are not durable, but never the file's consistency.
    connection.pragma('synchronous = NORMAL')
    connection.pragma('foreign_keys = ON')
    // What is erased or wiped is overwritten in the file, too.
    connection.pragma('secure_delete = ON')
    connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  } catch (error) {
    connection.close()
    throw error
  }
  return new SqliteDatabase(connection)
}

/** Makes our own folder, `data`. Any other must exist: a misspelt one would become a second, empty line. */
function prepareFolder(folder: string): void {
  if (`${resolve(folder)}/`.startsWith(`${resolve('data')}/`)) mkdirSync(folder, { recursive: true })
  else statSync(`${folder}/.`)
}

/** A statement that only reads has nothing to commit. */
type Executed<Result> = { result: Result; committed?: Promise<void> }

class SqliteDatabase implements Database {
  readonly kind = 'sqlite'
  readonly #connection: Sqlite.Database
  readonly #statements: SqliteStatements
  readonly #group: GroupCommit
  readonly #queries: Queries
  /** Held by a transaction; statements outside it wait. */
  readonly #mutex = new Mutex()

  constructor(connection: Sqlite.Database) {
    this.#connection = connection
    this.#statements = new SqliteStatements(connection)
    this.#group = new GroupCommit(connection)
    this.#queries = queriesOf(this.#statements)
  }

  get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return this.#execute(sql, () => this.#statements.get<Row>(sql, values))
  }

  all<Row>(sql: string, ...values: Value[]): Promise<Row[]> {
    return this.#execute(sql, () => this.#statements.all<Row>(sql, values))
  }

  run(sql: string, ...values: Value[]): Promise<number> {
    return this.#execute(sql, () => this.#statements.run(sql, values))
  }

  /** The mutex is released while another process holds SQLite's lock, so that reads go on meanwhile. */
  async transaction<Result>(
    work: (queries: Queries) => Promise<Result>,
    { durable, timeoutMs }: TransactionOptions = {},
  ): Promise<Result> {
    const transact = () => (durable ? this.#transactDurably(work) : this.#transact(work))
    const { result, committed } = await retryBusy(() => this.#mutex.run(transact), timeoutMs)
    await committed
    return result
  }

  async close(): Promise<void> {
    await this.#mutex.run(() => {
      this.#group.end()
      this.#connection.close()
    })
  }

  /** Resolves to what a statement gives; when it writes (with `RETURNING`, too), only once that is committed. */
  async #execute<Result>(sql: string, statement: () => Result): Promise<Result> {
    const inGroup = (): Executed<Result> =>
      this.#statements.isReading(sql) ? { result: this.#group.read(statement) } : this.#group.write(statement)
    const { result, committed } = await this.#runAlone(inGroup)
    if (committed) await committed
    return result
  }

  /** A statement outside a transaction runs at once, unless one is open on this connection or in another process. */
  async #runAlone<Result>(statement: () => Result): Promise<Result> {
    if (this.#mutex.isLocked) return retryBusy(() => this.#mutex.run(statement))
    try {
      return statement()
    } catch (error) {
      if (!isBusy(error)) throw error
      return retryBusy(() => this.#mutex.run(statement))
    }
  }

  #transact<Result>(work: (queries: Queries) => Promise<Result>): Promise<Written<Result>> {
    return this.#group.writeAll(() => work(this.#queries))
  }

  /** Outside the group: how a transaction is committed cannot be changed once it has begun. */
  async #transactDurably<Result>(work: (queries: Queries) => Promise<Result>): Promise<Written<Result>> {
    this.#group.end()
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

/** The queries of a transaction: each is executed at once and to its end, because SQLite is in-process. */
function queriesOf(statements: SqliteStatements): Queries {
  return {
    get: async <Row>(sql: string, ...values: Value[]) => statements.get<Row>(sql, values),
    all: async <Row>(sql: string, ...values: Value[]) => statements.all<Row>(sql, values),
    run: async (sql: string, ...values: Value[]) => statements.run(sql, values),
  }
}
