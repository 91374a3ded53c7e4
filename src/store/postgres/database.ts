import pg from 'pg'
import {
  type Database,
  DatabaseUnusable,
  type Queries,
  type Select,
  STATEMENT_TIMEOUT_MS,
  type TransactionOptions,
  type Value,
} from '../database.ts'
import { describeDatabase } from '../why-unusable.ts'
import { withoutValues } from './errors.ts'
import { retryConflict } from './retry.ts'
import { PostgresStatements } from './statements.ts'

const CONNECTIONS = 10
/** Longer than the server's own limit: for a server that is gone and does not respond. */
const QUERY_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 500
const ROLLBACK_TIMEOUT_MS = 500
const OLDEST_VERSION = 14

/** BIGINT and NUMERIC (counts, times, sums of them) as numbers: all of ours are below 2^53. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC
      ? Number
      : pg.types.getTypeParser(oid, format),
}

/**
 * Opens a pool of connections.
 * @throws DatabaseUnusable when the server is too old
 */
export async function openPostgres(url: string): Promise<Database> {
  const database = new PostgresDatabase(openPool(url))
  try {
    await checkVersion(database, url)
    return database
  } catch (error) {
    // Open connections would keep a command that has failed from ending.
    await database.close()
    throw error
  }
}

function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'frontdesk',
    max: CONNECTIONS,
    connectionTimeoutMillis: STATEMENT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
    types,
  })
  // A connection that is lost while idle, or between two queries, emits an event; without a listener it would end the
  // process. The next user of the connection gets an error or, from the pool, a new connection.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Servers that only speak PostgreSQL's protocol (CockroachDB, YugabyteDB) have version numbers of their own. */
async function checkVersion(queries: Queries, url: string): Promise<void> {
  const row = await queries.get<{ version: string }>('SELECT version() AS version')
  const version = /^PostgreSQL (\d+)(?!.*-YB-)/.exec(row?.version ?? '')?.[1]
  if (version && Number(version) < OLDEST_VERSION) {
    throw new DatabaseUnusable(
      `${describeDatabase(url)} is on PostgreSQL ${version}, which is too old: frontdesk needs ${OLDEST_VERSION} or later.`,
    )
  }
}

class PostgresDatabase implements Database {
  readonly kind = 'postgres'
  readonly #pool: pg.Pool
  readonly #statements: PostgresStatements

  constructor(pool: pg.Pool) {
    this.#pool = pool
    this.#statements = new PostgresStatements(pool)
  }

  get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return this.#statements.get<Row>(sql, ...values)
  }

  all<Row>(sql: string, ...values: Value[]): Promise<Row[]> {
    return this.#statements.all<Row>(sql, ...values)
  }

  run(sql: string, ...values: Value[]): Promise<number> {
    return this.#statements.run(sql, ...values)
  }

  async allTogether(selects: Select[]): Promise<unknown[][]> {
    const [first] = selects
    if (first && selects.length === 1) return [await this.all(first.sql, ...first.values)]
    const values = selects.flatMap((select) => select.values)
    const row = await this.get<Record<string, unknown[]>>(inOneStatement(selects), ...values)
    return selects.map((_, at) => row?.[`rows${at}`] ?? [])
  }

  async transaction<Result>(
    work: (queries: Queries) => Promise<Result>,
    { timeoutMs }: TransactionOptions = {},
  ): Promise<Result> {
    try {
      return await retryConflict(() => this.#transact(work, timeoutMs))
    } catch (error) {
      throw withoutValues(error)
    }
  }

  async clearLog(): Promise<boolean> {
    return true
  }

  close(): Promise<void> {
    return this.#pool.end()
  }

  async #transact<Result>(
    work: (queries: Queries) => Promise<Result>,
    timeoutMs: number | undefined,
  ): Promise<Result> {
    const client = await this.#pool.connect()
    let isBroken = false
    try {
      await client.query(timeoutMs ? `BEGIN; SET LOCAL statement_timeout = ${timeoutMs}` : 'BEGIN')
      const result = await work(new PostgresStatements(client, timeoutMs))
      await client.query('COMMIT')
      return result
    } catch (error) {
      isBroken = !(await isRolledBack(client))
      throw error
    } finally {
      client.release(isBroken)
    }
  }
}

/** The rows of each query in a column of their own, as JSON. */
function inOneStatement(selects: Select[]): string {
  const columns = selects.map(({ sql }, at) => `(SELECT json_agg(one) FROM (${sql}) AS one) AS rows${at}`)
  return `SELECT ${columns.join(', ')}`
}

/** False when the connection is of no more use: lost, or still stuck in the query that failed. */
async function isRolledBack(client: pg.PoolClient): Promise<boolean> {
  // The types do not know that a query can have a time limit of its own.
  const rollback: pg.QueryConfig & { query_timeout: number } = {
    text: 'ROLLBACK',
    query_timeout: ROLLBACK_TIMEOUT_MS,
  }
  return client.query(rollback).then(
    () => true,
    () => false,
  )
}
