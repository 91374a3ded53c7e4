import type { Database, Queries, Select } from './database.ts'

/** A query of one subject, and how its rows are understood. Several are read together in one round trip. */
export type Read<Result> = Select & { resultOf(rows: unknown[]): Result }

export type Reads = Record<string, Read<unknown>>

export type ResultsOf<All extends Reads> = {
  [Name in keyof All]: All[Name] extends Read<infer Result> ? Result : never
}

/** A query with the type of its rows, which only the author of the SQL can know. */
export function readAs<Row, Result>(
  { sql, values }: Select,
  resultOf: (rows: Row[]) => Result,
): Read<Result> {
  return { sql, values, resultOf: (rows) => resultOf(rows as Row[]) }
}

export async function read<Result>(queries: Queries, one: Read<Result>): Promise<Result> {
  return one.resultOf(await queries.all(one.sql, ...one.values))
}

/** Reads all of these in one round trip, as of one moment. */
export async function readTogether<All extends Reads>(
  database: Database,
  reads: All,
): Promise<ResultsOf<All>> {
  const found = await database.allTogether(Object.values(reads))
  const results = Object.entries(reads).map(([name, one], at) => [name, one.resultOf(found[at] ?? [])])
  return Object.fromEntries(results)
}
