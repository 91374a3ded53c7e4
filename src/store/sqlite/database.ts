import Sqlite from 'better-sqlite3'
import {
  type Database,
  DatabaseBusy,
  type Queries,
  type Select,
  type TransactionOptions,
  type Value,
} from '../database.ts'
import { GroupCommit, type Written } from './group-commit.ts'
import { Mutex } from './mutex.ts'
import { createPrivately } from './private-file.ts'
import { isBusy, retryBusy } from './retry.ts'
import { SqliteStatements } from './statements.ts'

const MEMORY = ':memory:'
/** SQLite's own name for a database in a temporary file, which it deletes at the close. */
const TEMPORARY = ''
/** How long to look for a moment in which nobody reads. */
const CLEAR_LOG_TIMEOUT_MS = 5_000

/** Opens the file, and creates it and its folder for their owner alone when they do not exist; `:memory:` is a database of its own. */
export async function openSqlite(file: string): Promise<Database> {
  if (file !== MEMORY && file !== TEMPORARY) createPrivately(file)
  const connection = new Sqlite(file, { timeout: 0 })
  try {
    // Readers and the writer do not wait for each other.
    await retryBusy(() => connection.pragma('journal_mode = WAL'))
    // A power cut may lose the last transactions that are not durable, but never the file's consistency.
    connection.pragma('synchronous = NORMAL')
    connection.pragma('foreign_keys = ON')
    // What is erased or wiped is overwritten in the file, too.
    connection.pragma('secure_delete = ON')
    // What a savepoint would undo is kept in memory, not in a file that each commit makes and deletes. A temporary
    // database keeps its files: it is sorted as a whole.
    if (file !== TEMPORARY) connection.pragma('temp_store = MEMORY')
  } catch (error) {
    connection.close()
    throw error
  }
  return new SqliteDatabase(connection)
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

  async allTogether(selects: Select[]): Promise<unknown[][]> {
    const readAll = () => selects.map(({ sql, values }) => this.#statements.all<unknown>(sql, values))
    return this.#runAlone(() => this.#group.read(readAll))
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

  async clearLog(): Promise<boolean> {
    try {
      await retryBusy(() => this.#mutex.run(() => this.#truncateLog()), CLEAR_LOG_TIMEOUT_MS)
      return true
    } catch (error) {
      if (error instanceof DatabaseBusy) return false
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#mutex.run(() => {
      this.#group.end()
      this.#connection.close()
    })
  }

  #truncateLog(): void {
    // The group has begun to read, and would hold up its own connection.
    this.#group.end()
    const isBusy = this.#connection.pragma('wal_checkpoint(TRUNCATE)', { simple: true })
    if (isBusy === 1) throw new Sqlite.SqliteError('the log is in use', 'SQLITE_BUSY')
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
