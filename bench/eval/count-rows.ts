import type { Queries, Value } from '../../src/store/database.ts'

export type RowCount = { rows: number }

/** The same queries, counting the rows that come back. */
export function countRows(queries: Queries, count: RowCount): Queries {
  const counted = <Row>(rows: Row[]): Row[] => {
    count.rows += rows.length
    return rows
  }
  return {
    get: async <Row>(sql: string, ...values: Value[]) => {
      const row = await queries.get<Row>(sql, ...values)
      if (row !== undefined) count.rows++
      return row
    },
    all: async <Row>(sql: string, ...values: Value[]) => counted(await queries.all<Row>(sql, ...values)),
    run: (sql, ...values) => queries.run(sql, ...values),
  }
}
