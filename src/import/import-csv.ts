import { enlargeCache } from '../store/client-versions.ts'
import type { Database } from '../store/database.ts'
import { type ClientRow, type Fault, type RowSettings, readClientRow } from './client-row.ts'
import { type Places, readHeader } from './header.ts'
import { load } from './load.ts'
import { warnOfNamesakes } from './namesakes.ts'
import { readCsv } from './read-csv.ts'
import { Staging } from './staging.ts'
import { UnreadableFile } from './text.ts'

export type ImportSettings = RowSettings & { pinSecret: string }

export type ImportOptions = {
  /** Look at the file only. */
  isDryRun: boolean
  /** Whoever is not in the file is removed. */
  isReplacing: boolean
  signal: AbortSignal
  report: ImportReport
}

/** Is told what happens while it happens. */
export type ImportReport = {
  read(bytes: number): void
  fault(fault: Fault): void
  /** Loaded all the same. */
  warn(text: string): void
  /** Everything was read; this many rows are about to be written. */
  writing(rows: number): void
  /** Another import is at work. */
  waiting(): void
  wrote(rows: number): void
}

export type ImportResult = { clients: number; appointments: number; faults: number }

/** Rows that are checked against the earlier ones at a time. */
const CHUNK = 1_000
/** Of one name that are shown. */
const MOST_LINES = 10

/** Loads a CSV file, all of it or, when there is any fault, nothing. */
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
    if (faults > 0) return { ...counts, faults }
    if (counts.clients === 0)
      throw new UnreadableFile(
        'There is nobody in it: the first line names the columns, and each after it is a client.',
      )
    for (const lines of await staging.alike()) options.report.warn(whyAlike(lines))
    if (!options.isReplacing) await warnOfNamesakes(database, staging, options)
    if (!options.isDryRun)
      await write(database, staging, counts.clients + counts.appointments, settings, options)
    return { ...counts, faults }
  } finally {
    await staging.close()
  }
}

/** Reads the whole file, and says how many faults it has. */
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
  let header: { places: Places; width: number } | undefined
  for await (const row of readCsv(file, report.read)) {
    if ('fault' in row) yield [{ line: row.line, column: 'row', cause: row.fault }]
    else if (!header) header = { places: readHeader(row.fields), width: row.fields.length }
    else if (row.fields.every((field) => field.trim() === '')) continue
    else if (row.fields.length !== header.width) yield [wrongWidth(row.line, row.fields.length, header.width)]
    else yield readRow(row.line, row.fields, header.places, settings, report)
  }
}

function readRow(
  line: number,
  fields: string[],
  places: Places,
  settings: ImportSettings,
  report: ImportReport,
): ClientRow | Fault[] {
  const row = readClientRow(line, fields, places, settings)
  if (!Array.isArray(row) && row.appointment?.isTwice) {
    report.warn(
      `line ${line}: the clocks show this time twice that night; the first is taken. Give it an offset.`,
    )
  }
  return row
}

function wrongWidth(line: number, count: number, width: number): Fault {
  return { line, column: 'row', cause: `has ${count} fields where the first line has ${width}` }
}

function whyAlike(lines: number[]): string {
  const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : ''
  const shown = lines.slice(0, MOST_LINES).join(', ')
  return `lines ${shown}${more}: people of one name, and the number on file does not tell them all apart`
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
