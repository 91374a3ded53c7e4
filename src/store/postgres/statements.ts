import type pg from 'pg'
import type { Queries, Value } from '../database.ts'
import { cleaned } from './errors.ts'
import { prepared } from './placeholders.ts'

/** Statements on the pool or on one of its connections, each prepared once a connection. */
export class Statements implements Queries {
  readonly #connection: pg.Pool | pg.PoolClient
  readonly #limits: { query_timeout?: number }

  constructor(connection: pg.Pool | pg.PoolClient, patienceMs?: number) {
    this.#connection = connection
    this.#limits = patienceMs ? { query_timeout: patienceMs } : {}
  }

  async get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined> {
    const { rows } = await this.#query(sql, values)
    // The caller, who wrote the SQL beside it, knows what a row looks like.
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
      return await this.#connection.query({ ...prepared(sql), ...this.#limits, values })
    } catch (error) {
      throw cleaned(error)
    }
  }
}
