import { openRecogniser, type Recogniser } from '../../src/directory/recogniser.ts'
import type { Database, Queries, Value } from '../../src/store/database.ts'
import { asHeard, type HeardName, heardName, idsOf } from './heard-names.ts'
import { judge, type Result } from './judge.ts'
import { measureCurve } from './names-curve.ts'
import { curveTable, namesJson, namesTable } from './names-report.ts'
import { readItems } from './read-items.ts'
import { type ClientsFile, withClients } from './with-clients.ts'

export type NamesOptions = ClientsFile & {
  heard: string
  isJson: boolean
  /** Looks for everyone a second time, as if they were not on file. */
  isAbsent: boolean
  /** Measures other thresholds too. */
  isCurve: boolean
}

/** Measures how well names are recognised, with the code and the database of a call. */
export function evaluateNames(options: NamesOptions): Promise<string> {
  const items = readItems(options.heard, heardName)
  return withClients(options, async (database) => {
    if (options.isCurve) return curveTable(await measureCurve(database, items))
    const results = await measure(database, items, options.isAbsent)
    return options.isJson ? namesJson(results) : namesTable(results)
  })
}

async function measure(database: Database, items: HeardName[], isAbsent: boolean): Promise<Result[]> {
  const count: RowCount = { rows: 0 }
  const recogniser = openRecogniser(countRows(database, count))
  await recogniser.refresh()
  const results: Result[] = []
  for (const item of items) {
    const result = await lookUp(recogniser, item, count)
    results.push(isAbsent ? { ...result, absent: await lookUpAbsent(recogniser, database, item) } : result)
  }
  recogniser.close()
  return results
}

async function lookUp(recogniser: Recogniser, item: HeardName, count: RowCount): Promise<Result> {
  count.rows = 0
  const start = performance.now()
  const found = await recogniser.identify(asHeard(item))
  const ms = performance.now() - start
  return { item, outcome: judge(found, item.truth), ms, rows: count.rows }
}

/** The look-up as if nobody had the name. */
async function lookUpAbsent(recogniser: Recogniser, database: Database, item: HeardName) {
  return (await recogniser.identify(asHeard(item), { declined: await idsOf(database, item.truth) })).kind
}

type RowCount = { rows: number }

/** Queries that count the rows they return. */
function countRows(queries: Queries, count: RowCount): Queries {
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
