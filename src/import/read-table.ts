import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { ColumnMap } from './column-map.ts'
import { type CsvRow, readCsv, toReadable } from './read-csv.ts'
import { readJsonArray, readJsonLines } from './read-json.ts'
import { readXlsx } from './read-xlsx.ts'

/** What a source yields: rows of the CSV's columns. The first names the columns; with a map, in words of its own. */
export type SourceTable = {
  rows: AsyncIterable<CsvRow>
  map?: ColumnMap | undefined
  /** Of a file whose rows need not be read to know that they are those of an earlier time. */
  digest?: () => Promise<string>
}

export const tableFormats = ['csv', 'xlsx', 'jsonl', 'json'] as const
export type TableFormat = (typeof tableFormats)[number]

export type TableOptions = {
  /** By the beginning of the file, where it is not given. */
  format?: TableFormat | undefined
  map?: ColumnMap | undefined
  /** Of a workbook. */
  sheet?: string | undefined
  onBytes?: (count: number) => void
  /** The text is not UTF-8, and is read as Windows-1252. */
  onLatin?: () => void
}

/** Opens a file of any format. */
export async function openTable(file: string, options: TableOptions = {}): Promise<SourceTable> {
  const { map, sheet, onBytes = () => {}, onLatin } = options
  const digest = () => digestOf(file)
  switch (options.format ?? (await formatOf(file))) {
    case 'xlsx':
      return { rows: readXlsx(file, sheet), map, digest }
    case 'jsonl':
      return { rows: readJsonLines(file, map), digest }
    case 'json':
      return { rows: readJsonArray(file, map), digest }
    case 'csv':
      return { rows: readCsv(file, onBytes, onLatin), map, digest }
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64url')
}

/** JSON and workbooks begin in ways in which no CSV does. */
async function formatOf(file: string): Promise<TableFormat> {
  const start = await readStart(file).catch((error: unknown) => {
    throw toReadable(error)
  })
  if (start.startsWith('PK\u0003\u0004')) return 'xlsx'
  const text = start.replace(/^(\u00EF\u00BB\u00BF)?\s*/, '')
  if (text.startsWith('[')) return 'json'
  if (!text.startsWith('{')) return 'csv'
  // One object a line, or one object that holds an array.
  return /^\{[^\n]*\}\s*(\n|$)/.test(text) && !/^\{\s*"[^"]*"\s*:\s*\[/.test(text) ? 'jsonl' : 'json'
}

const START_BYTES = 4_096

async function readStart(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
