import type { Database } from '../store/database.ts'
import { type ClientRow, type Fault, type RowSettings, readClientRow } from './client-row.ts'
import { type ColumnIndexes, readHeader } from './header.ts'
import type { ImportReport } from './import-report.ts'
import { load } from './load.ts'
import { warnInFile, warnOnFile } from './namesakes.ts'
import { readCsv } from './read-csv.ts'
import { Staging } from './staging.ts'
import { UnreadableFile } from './utf8.ts'

export type ImportSettings = RowSettings & { pinSecret: string }

export type ImportOptions = {
  /** Only check the file. */
  isDryRun: boolean
  /** Remove the clients who are not in the file. */
  isReplacing: boolean
  signal: AbortSignal
  report: ImportReport
}

type Counts = { clients: number; appointments: number }
export type ImportResult = Counts & { faults: number }

/** Rows checked against the earlier ones in one transaction. */
const CHUNK = 1_000
const CACHE_KB = 128 * 1024
const NO_CLIENTS = 'It has no clients: line 1 names the columns, and each line after it is a client.'

/** Loads a CSV file: all of it, or nothing if it has any fault. */
export async function importCsv(
  database: Database,
  file: string,
  settings: ImportSettings,
  options: ImportOptions,
): Promise<ImportResult> {
  const staging = await Staging.open(settings.pinSecret)
  try {
    const faults = await stage(staging, file, settings, options)
    const counts = await staging.count()
    if (faults === 0) await loadStaged(database, staging, counts, settings, options)
    return { ...counts, faults }
  } finally {
    await staging.close()
  }
}

async function loadStaged(
  database: Database,
  staging: Staging,
  { clients, appointments }: Counts,
  settings: ImportSettings,
  options: ImportOptions,
): Promise<void> {
  if (clients === 0) throw new UnreadableFile(NO_CLIENTS)
  await warnInFile(staging, options)
  if (!options.isReplacing) await warnOnFile(database, staging, options)
  if (!options.isDryRun) await write(database, staging, clients + appointments, settings, options)
}

/** Reads the whole file and returns the number of its faults. */
async function stage(
  staging: Staging,
  file: string,
  settings: ImportSettings,
  { report, signal }: ImportOptions,
): Promise<number> {
  let count = 0
  for await (const chunk of chunksOf(readRows(file, settings, report))) {
    signal.throwIfAborted()
    const rows: ClientRow[] = []
    const faults: Fault[] = []
    for (const row of chunk) Array.isArray(row) ? faults.push(...row) : rows.push(row)
    faults.push(...(await staging.add(rows)))
    for (const fault of faults.sort((a, b) => a.line - b.line)) report.fault(fault)
    count += faults.length
  }
  return count
}

async function* readRows(
  file: string,
  settings: ImportSettings,
  report: ImportReport,
): AsyncGenerator<ClientRow | Fault[]> {
  let header: { columns: ColumnIndexes; width: number } | undefined
  for await (const row of readCsv(file, report.read)) {
    if ('fault' in row) yield [{ line: row.line, column: 'row', cause: row.fault }]
    else if (!header) header = { columns: readHeader(row.fields), width: row.fields.length }
    else if (row.fields.every((field) => field.trim() === '')) continue
    else if (row.fields.length !== header.width) yield [wrongWidth(row.line, row.fields.length, header.width)]
    else yield readRow(row.line, row.fields, header.columns, settings, report)
  }
}

function readRow(
  line: number,
  fields: string[],
  columns: ColumnIndexes,
  settings: ImportSettings,
  report: ImportReport,
): ClientRow | Fault[] {
  const row = readClientRow(line, fields, columns, settings)
  if (!Array.isArray(row) && row.appointment?.isTwice) {
    report.warn(
      `line ${line}: this time comes twice, as the clocks go back; the first is taken. Give it an offset.`,
    )
  }
  return row
}

function wrongWidth(line: number, count: number, width: number): Fault {
  return { line, column: 'row', cause: `has ${count} fields where the first line has ${width}` }
}

async function write(
  database: Database,
  staging: Staging,
  rows: number,
  settings: ImportSettings,
  { isReplacing, signal, report }: ImportOptions,
): Promise<void> {
  report.writing(rows)
  // The rows go all over the indexes. This process does nothing else, so it can keep them in memory.
  if (database.kind === 'sqlite') await database.run(`PRAGMA cache_size = -${CACHE_KB}`)
  await load(database, staging, {
    pinSecret: settings.pinSecret,
    isReplacing,
    signal,
    onWait: report.waiting,
    onProgress: report.wrote,
  })
}

async function* chunksOf<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let chunk: Item[] = []
  for await (const item of items) {
    chunk.push(item)
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
