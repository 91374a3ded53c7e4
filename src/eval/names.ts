import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importCsv } from '../directory/csv/import-csv.ts'
import { openRecogniser, type Recogniser } from '../directory/recogniser.ts'
import { nameKey } from '../hearing/name-key.ts'
import { findClientsByName } from '../store/clients.ts'
import type { Database } from '../store/database.ts'
import { openDatabase } from '../store/open.ts'
import { countRows, type RowCount } from './count-rows.ts'
import { type HeardName, readHeardNames } from './heard-names.ts'
import { judge, type Result } from './judge.ts'
import { printNames } from './print-names.ts'

export type NamesOptions = {
  clients: string
  heard: string
  pinLength: number
  isJson: boolean
  /** Look for everyone a second time, as if they were not on file. */
  isAbsent: boolean
}

/** Measures how well names are recognised, with the code and the database path of a call. */
export async function evaluateNames(options: NamesOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-eval-'))
  const database = await openDatabase(`file:${join(folder, 'eval.db')}`)
  try {
    await loadClients(database, options)
    const count: RowCount = { rows: 0 }
    const recogniser = openRecogniser(countRows(database, count))
    await recogniser.refresh()
    const results: Result[] = []
    for (const item of readHeardNames(options.heard))
      results.push(await lookUp(recogniser, database, item, count, options.isAbsent))
    printNames(results, options.isJson)
  } finally {
    await database.close()
    rmSync(folder, { recursive: true })
  }
}

async function loadClients(database: Database, { clients, pinLength }: NamesOptions): Promise<void> {
  const ignore = () => {}
  const report = {
    read: ignore,
    warn: ignore,
    writing: ignore,
    waiting: ignore,
    wrote: ignore,
    fault: console.error,
  }
  const settings = { pinSecret: 'only for this measurement', pinLength, timeZone: 'UTC' }
  const options = { isDryRun: false, isReplacing: false, signal: new AbortController().signal, report }
  const { faults } = await importCsv(database, clients, settings, options)
  if (faults > 0) throw new Error(`${clients} has ${faults} faults.`)
}

async function lookUp(
  recogniser: Recogniser,
  database: Database,
  item: HeardName,
  count: RowCount,
  isAbsent: boolean,
): Promise<Result> {
  const heard = { speech: item.heard, digits: '', ...(item.confidence && { confidence: item.confidence }) }
  count.rows = 0
  const start = performance.now()
  const found = await recogniser.identify(heard)
  const ms = performance.now() - start
  const result: Result = { item, outcome: judge(found, item.truth), ms, rows: count.rows }
  if (!isAbsent) return result
  const people = await findClientsByName(database, nameKey(item.truth), 10)
  const without = await recogniser.identify(heard, { declined: people.map(({ id }) => id) })
  return { ...result, absent: without.kind }
}
