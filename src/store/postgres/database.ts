import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type Database, PATIENCE_MS, type Queries, type TransactionOptions, type Value } from '../database.ts'
import { cleaned, isConflict } from './errors.ts'
import { Statements } from './statements.ts'

const CONNECTIONS = 10
const ATTEMPTS = 10
/** Longer than the server's own limit, for a server that is gone and says nothing. */
const SILENCE_MS = PATIENCE_MS + 500
const ROLLBACK_MS = 500

/** BIGINT and NUMERIC (counts, times, sums of them) as numbers: all of ours are below 2^53. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC
      ? Number
      : pg.types.getTypeParser(oid, format),
}

/** Opens a pool of connections; the first query connects. */
export function openPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'frontdesk',
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    statement_timeout: PATIENCE_MS,
    query_timeout: SILENCE_MS,
    keepAlive: true,
    types,
  })
  // A connection lost while idle, or between two queries, is an event; unheard it would end the process. Its next
  // user gets an error or, from the pool, a new connection.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return new PostgresDatabase(pool)
}

class PostgresDatabase implements Database {
  readonly kind = 'postgres'
  readonly #pool: pg.Pool
  readonly #statements: Statements

  constructor(pool: pg.Pool) {
    this.#pool = pool
    this.#statements = new Statements(pool)
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

  async transaction<Result>(
    work: (queries: Queries) => Promise<Result>,
    options: TransactionOptions = {},
  ): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#transact(work, options.patienceMs)
      } catch (error) {
        if (attempt === ATTEMPTS || !isConflict(error)) throw cleaned(error)
      }
      await wait(attempt * 5 * Math.random())
    }
  }

  close(): Promise<void> {
    return this.#pool.end()
  }

  async #transact<Result>(
    work: (queries: Queries) => Promise<Result>,
    patienceMs: number | undefined,
  ): Promise<Result> {
    const client = await this.#pool.connect()
    let isBroken = false
    try {
      await client.query(patienceMs ? `BEGIN; SET LOCAL statement_timeout = ${patienceMs}` : 'BEGIN')
      const result = await work(new Statements(client, patienceMs))
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

/** False when the connection is of no more use: lost, or still stuck in the query that failed. */
async function isRolledBack(client: pg.PoolClient): Promise<boolean> {
  // The types do not know that a query can have a time limit of its own.
  const rollback: pg.QueryConfig & { query_timeout: number } = {
    text: 'ROLLBACK',
    query_timeout: ROLLBACK_MS,
  }
  return client.query(rollback).then(
    () => true,
    () => false,
  )
}
