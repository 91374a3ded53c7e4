import { type ClientRow, type Fault, type RowSettings, readClientRow } from './client-row.ts'
import { type ColumnIndexes, readHeader } from './header.ts'
import type { ImportReport } from './import-report.ts'
import type { Maps } from './learned-maps.ts'
import type { SourceTable } from './read-table.ts'

export type ReadSettings = RowSettings & {
  /** Those that the line offers. */
  languages?: readonly string[]
}

type Report = Pick<ImportReport, 'warn'>

/** Reads the rows of a source: the header first, then a client each, or the faults of one. */
export async function* readRows(
  rows: SourceTable['rows'],
  maps: Maps,
  settings: ReadSettings,
  report: Report,
): AsyncGenerator<ClientRow | Fault[]> {
  let header: { columns: ColumnIndexes; width: number } | undefined
  for await (const row of rows) {
    if ('fault' in row) yield [{ line: row.line, column: 'row', cause: row.fault }]
    else if (!header)
      header = { columns: readHeader(row.fields, await maps.find(row.fields)), width: row.fields.length }
    else if (row.fields.every((field) => field.trim() === '')) continue
    else if (row.fields.length !== header.width) yield [wrongWidth(row.line, row.fields.length, header.width)]
    else yield readRow(row.line, row.fields, header.columns, settings, report)
  }
}

function readRow(
  line: number,
  fields: string[],
  columns: ColumnIndexes,
  settings: ReadSettings,
  report: Report,
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

export async function* chunksOf<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let chunk: Item[] = []
  for await (const item of items) {
    chunk.push(item)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
