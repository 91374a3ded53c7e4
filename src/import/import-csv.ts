import { enlargeCache } from '../store/client-versions.ts'
import { findOnFile } from '../store/clients.ts'
import type { Database } from '../store/database.ts'
import { type Changes, compareWithFile } from './changes.ts'
import { type ClientRow, type Fault, type RowSettings, readClientRow } from './client-row.ts'
import { type ColumnIndexes, readHeader } from './header.ts'
import type { ImportReport } from './import-report.ts'
import { load } from './load.ts'
import { createNameMatcher, type Matching } from './match-by-name.ts'
import { warnInFile, warnOnFile } from './namesakes.ts'
import { openTable, type SourceTable, type TableOptions } from './read-table.ts'
import { Staging } from './staging.ts'
import { UnreadableFile } from './utf8.ts'

export type ImportSettings = RowSettings & {
  pinSecret: string
  /** Those that the line offers. */
  languages?: readonly string[]
}

export type ImportOptions = {
  /** Only check the file. */
  isDryRun: boolean
  /** Remove the clients who are not in the file. */
  isReplacing: boolean
  /** Which client a row without an id is: the one with its name and phone, or, with `name`, the one with its name. */
  matching?: Matching
  /** Remove as many as the file says, even if that is a large part of those on file. */
  isConfirmed?: boolean
  signal: AbortSignal
  report: ImportReport
}

type Counts = { clients: number; appointments: number }
/** `changes` is undefined when the file has faults. */
export type ImportResult = Counts & { faults: number; changes: Changes | undefined }

/** Rows checked against the earlier ones in one transaction. */
const CHUNK = 1_000
const NO_CLIENTS = 'It has no clients: line 1 names the columns, and each line after it is a client.'

/** The import would remove a large part of the people on file, and nobody has confirmed that. */
export class RemovesMany extends Error {
  override name = 'RemovesMany'
  readonly changes: Changes

  constructor(changes: Changes) {
    const { removed, changed, unchanged } = changes
    const total = removed + changed + unchanged
    super(`It would remove ${removed} of the ${total} people on file. If that is right, add --yes.`)
    this.changes = changes
  }
}

/** Loads a file: all of it, or nothing if it has any fault. */
export async function importCsv(
  database: Database,
  file: string,
  settings: ImportSettings,
  options: ImportOptions & Pick<TableOptions, 'format' | 'map' | 'sheet'>,
): Promise<ImportResult> {
  const { report, format, map, sheet } = options
  const onLatin = () => report.warn('it is not UTF-8, and was read as Windows-1252 (Latin-1)')
  const table = await openTable(file, { ...{ format, map, sheet }, onBytes: report.read, onLatin })
  return importTable(database, table, settings, options)
}

/** Loads the rows of any source: all of them, or none if any has a fault. */
export async function importTable(
  database: Database,
  table: SourceTable,
  settings: ImportSettings,
  options: ImportOptions,
): Promise<ImportResult> {
  const staging = await Staging.open(settings.pinSecret)
  try {
    const faults = await stage(database, staging, table, settings, options)
    const counts = await staging.count()
    const changes = faults === 0 ? await loadStaged(database, staging, counts, settings, options) : undefined
    return { ...counts, faults, changes }
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
): Promise<Changes> {
  if (clients === 0) throw new UnreadableFile(NO_CLIENTS)
  await warnInFile(staging, options)
  await warnOnFile(database, staging, options)
  const changes = await compareWithFile(database, staging, options)
  if (options.isDryRun) return changes
  if (changes.removesMany && !options.isConfirmed) throw new RemovesMany(changes)
  if (changes.added + changes.changed + changes.removed === 0) return changes
  await write(database, staging, clients + appointments, settings, options)
  return changes
}

/** Reads the whole file and returns the number of its faults. */
async function stage(
  database: Database,
  staging: Staging,
  table: SourceTable,
  settings: ImportSettings,
  { report, signal, matching }: ImportOptions,
): Promise<number> {
  let count = 0
  const match = matching === 'name' ? createNameMatcher(database) : undefined
  for await (const chunk of chunksOf(readRows(table, settings, report))) {
    signal.throwIfAborted()
    const read: ClientRow[] = []
    const faults: Fault[] = []
    for (const row of chunk) Array.isArray(row) ? faults.push(...row) : read.push(row)
    const matched = await match?.(read)
    const rows = matched?.rows ?? read
    faults.push(...(matched?.faults ?? []))
    const onFile = await findOnFile(
      database,
      rows.map(({ id }) => id),
    )
    faults.push(...(await staging.add(rows, onFile)))
    for (const fault of faults.sort((a, b) => a.line - b.line)) report.fault(fault)
    count += faults.length
  }
  return count
}

async function* readRows(
  { rows, map }: SourceTable,
  settings: ImportSettings,
  report: ImportReport,
): AsyncGenerator<ClientRow | Fault[]> {
  let header: { columns: ColumnIndexes; width: number } | undefined
  for await (const row of rows) {
    if ('fault' in row) yield [{ line: row.line, column: 'row', cause: row.fault }]
    else if (!header) header = { columns: readHeader(row.fields, map), width: row.fields.length }
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
  if (!Array.isArray(row) && row.language && settings.languages?.includes(row.language) === false) {
    report.warn(
      `line ${line}: LANGUAGES lacks ${row.language}, so this client is spoken to in another language.`,
    )
  }
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
  await enlargeCache(database)
  await load(database, staging, {
    pinSecret: settings.pinSecret,
    pinLength: settings.pinLength,
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
