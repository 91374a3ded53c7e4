import { openRecogniser, type Recogniser } from '../directory/recogniser.ts'
import type { Heard } from '../hearing/heard.ts'
import { nameKey } from '../hearing/name-key.ts'
import { type Thresholds, usualThresholds } from '../hearing/names/decide.ts'
import { findClientsByName } from '../store/clients.ts'
import type { Database } from '../store/database.ts'
import { countRows, type RowCount } from './count-rows.ts'
import { type HeardName, heardName } from './heard-names.ts'
import { judge, type Result } from './judge.ts'
import { curveTable, namesJson, namesTable } from './names-report.ts'
import { readItems } from './read-items.ts'
import { type ClientsFile, withClients } from './with-clients.ts'

export type NamesOptions = ClientsFile & {
  heard: string
  isJson: boolean
  /** Look for everyone a second time, as if they were not on file. */
  isAbsent: boolean
  /** Measure with other thresholds too. */
  isCurve: boolean
}

/** Measures how well names are recognised, with the code and the database path of a call. */
export function evaluateNames(options: NamesOptions): Promise<string> {
  const items = readItems(options.heard, heardName)
  return withClients(options, async (database) => {
    if (options.isCurve) return curveTable(await measureCurve(database, items))
    const results = await measure(database, items, options.isAbsent, usualThresholds)
    return options.isJson ? namesJson(results) : namesTable(results)
  })
}

async function measure(
  database: Database,
  items: HeardName[],
  isAbsent: boolean,
  thresholds: Thresholds,
): Promise<Result[]> {
  const count: RowCount = { rows: 0 }
  const recogniser = openRecogniser(countRows(database, count), { thresholds })
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

/** As if nobody had the name: the people of that name are treated like declined ones. */
async function lookUpAbsent(recogniser: Recogniser, database: Database, item: HeardName) {
  const people = await findClientsByName(database, nameKey(item.truth), 10)
  return (await recogniser.identify(asHeard(item), { declined: people.map(({ id }) => id) })).kind
}

function asHeard({ heard, confidence }: HeardName): Heard {
  return { speech: heard, digits: '', ...(confidence !== undefined && { confidence }) }
}

const CURVE = [0.5, 0.7, 0.8, 0.87, 0.92, 0.96, 0.99]

async function measureCurve(database: Database, items: HeardName[]) {
  const points: { accept: number; results: Result[] }[] = []
  for (const accept of CURVE) {
    const results = await measure(database, items, true, { ...usualThresholds, accept })
    points.push({ accept, results })
  }
  return points
}
