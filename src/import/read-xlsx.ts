import type { CsvRow } from './read-csv.ts'
import { UnreadableFile } from './utf8.ts'

/** A workbook has several sheets, and none was named. */
export class SeveralSheets extends UnreadableFile {
  override name = 'SeveralSheets'
  readonly sheets: string[]

  constructor(sheets: string[], all: string) {
    super(`It has ${sheets.length} sheets: ${all}. Name one with --sheet.`)
    this.sheets = sheets
  }
}

/** Yields the rows of a workbook, header included. The library is loaded only for a workbook. */
export async function* readXlsx(file: string, sheet: string | undefined): AsyncGenerator<CsvRow> {
  const { default: readExcelFile } = await import('read-excel-file/node')
  const sheets = await readExcelFile(file).catch((error: unknown) => {
    throw new UnreadableFile('It is not a workbook that can be read: save it as .xlsx or as CSV.', {
      cause: error,
    })
  })
  const filled = sheets.filter(({ data }) => data.length > 0)
  const chosen = sheet === undefined ? filled[0] : sheets.find((one) => one.sheet === sheet)
  const names = sheets.map((one) => one.sheet).join(', ')
  if (sheet !== undefined && !chosen) throw new UnreadableFile(`It has no sheet "${sheet}": it has ${names}.`)
  if (sheet === undefined && filled.length > 1)
    throw new SeveralSheets(
      filled.map((one) => one.sheet),
      names,
    )
  for (const [index, row] of (chosen?.data ?? []).entries())
    yield { line: index + 1, fields: row.map(toText) }
}

/** A cell as a CSV file would have it. */
function toText(cell: unknown): string {
  return cell instanceof Date ? dateText(cell) : `${cell ?? ''}`
}

/** Workbooks have no zones, so that a time is read as if it were UTC. A time alone lies on the day from which they count. */
function dateText(date: Date): string {
  const text = date.toISOString()
  const [day = '', time = ''] = [text.slice(0, 10), text.slice(11, 16)]
  if (date.getUTCFullYear() < 1900 || day === '1900-01-00') return time
  return time === '00:00' ? day : `${day}T${time}`
}
