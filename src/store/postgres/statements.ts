import type pg from 'pg'
import type { Queries, Value } from '../database.ts'
import { withoutValues } from './errors.ts'

/** PostgresStatements on the pool or on one of its connections, each prepared once per connection. */
export class PostgresStatements implements Queries {
  readonly #connection: pg.Pool | pg.PoolClient
  readonly #limits: { query_timeout?: number }

  constructor(connection: pg.Pool | pg.PoolClient, timeoutMs?: number) {
    this.#connection = connection
    this.#limits = timeoutMs ? { query_timeout: timeoutMs } : {}
  }

  async get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined> {
    const { rows } = await this.#query(sql, values)
    // The caller, who wrote the SQL, knows what a row looks like.
    return rows[0] as Row | undefined
  }

  async all<Row>(sql: string, ...values: Value[]): Promise<Row[]> {
    const { rows } = await this.#query(sql, values)
    // As in get.
    return rows as Row[]
  }

  async run(sql: string, ...values: Value[]): Promise<number> {
    const { rowCount } = await this.#query(sql, values)
    return rowCount ?? 0
  }

  async #query(sql: string, values: Value[]): Promise<pg.QueryResult<pg.QueryResultRow>> {
    try {
      return await this.#connection.query({ ...prepare(sql), ...this.#limits, values })
    } catch (error) {
      throw withoutValues(error)
    }
  }
}

const prepared = new Map<string, pg.QueryConfig>()

/** The named prepared statement for an SQL text: `?` becomes `$1`, `$2`, …, except inside quoted text. */
function prepare(sql: string): pg.QueryConfig {
  const known = prepared.get(sql)
  if (known) return known
  let count = 0
  const text = sql.replace(/'[^']*'|\?/g, (found) => (found === '?' ? `$${++count}` : found))
  const statement = { name: `s${prepared.size + 1}`, text }
  prepared.set(sql, statement)
  return statement
}
