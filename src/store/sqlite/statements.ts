import type Sqlite from 'better-sqlite3'
import type { Value } from '../database.ts'

/** The statements of one connection, each prepared once. They run synchronously: SQLite is in-process. */
export class SqliteStatements {
  readonly #connection: Sqlite.Database
  readonly #prepared = new Map<string, Sqlite.Statement<Value[]>>()

  constructor(connection: Sqlite.Database) {
    this.#connection = connection
  }

  get<Row>(sql: string, values: Value[]): Row | undefined {
    // The caller, who wrote the SQL, knows what a row looks like.
    return this.#prepare(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, values: Value[]): Row[] {
    // As in get.
    return this.#prepare(sql).all(...values) as Row[]
  }

  run(sql: string, values: Value[]): number {
    return this.#prepare(sql).run(...values).changes
  }

  isReading(sql: string): boolean {
    return this.#prepare(sql).readonly
  }

  #prepare(sql: string): Sqlite.Statement<Value[]> {
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.#connection.prepare<Value[]>(sql)
    this.#prepared.set(sql, statement)
    return statement
  }
}
