import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import { codeOf } from '../errors/error-code.ts'
import { detectText } from './read-text.ts'
import { decodeText, UnreadableFile } from './utf8.ts'

/** A row and the line it begins on, or why it could not be read. */
export type CsvRow = { line: number; fields: string[] } | { line: number; fault: string }

/** Longer than any row. Keeps an unclosed quote from reading the rest of the file into memory. */
const MOST_CHARACTERS = 100_000
const READ_BYTES = 256 * 1024

/** Yields the rows of a CSV file, header included, without blank lines. `onLatin` is called where it is not UTF-8. */
export async function* readCsv(
  file: string,
  onBytes: (count: number) => void,
  onLatin: () => void = () => {},
): AsyncGenerator<CsvRow> {
  const { encoding, delimiter } = await detectText(file).catch((error: unknown) => {
    throw toReadable(error)
  })
  if (encoding !== 'utf-8') onLatin()
  const skipped: CsvError[] = []
  const parser = parse({
    info: true,
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MOST_CHARACTERS,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error) skipped.push(error)
      return undefined
    },
  })
  const bytes = createReadStream(file, { highWaterMark: READ_BYTES })
  bytes.on('data', (chunk) => onBytes(chunk.length))
  // An error in any stage is thrown by the loop over the last one.
  pipeline(
    bytes,
    (chunks) => decodeText(chunks, encoding),
    parser,
    () => {},
  )
  yield* inOrder(parser, skipped)
}

/** Puts skipped rows back in their place: the parser reports them at once, but good rows a little later. */
async function* inOrder(
  rows: AsyncIterable<{ record: string[]; info: { lines: number } }>,
  skipped: CsvError[],
): AsyncGenerator<CsvRow> {
  let lastLine = 0
  function* skippedBefore(line: number): Generator<CsvRow> {
    for (let error = skipped[0]; error && endOf(error) < line; error = skipped[0]) {
      skipped.shift()
      const isSameRow = endOf(error) === lastLine
      const row = { line: isUnclosed(error) ? lastLine + 1 : endOf(error), fault: whySkipped(error) }
      lastLine = endOf(error)
      if (!isSameRow) yield row
    }
  }
  try {
    for await (const { record, info } of rows) {
      yield* skippedBefore(info.lines)
      lastLine = info.lines
      yield { line: info.lines - lineEndsIn(record), fields: record }
    }
  } catch (error) {
    throw toReadable(error)
  }
  yield* skippedBefore(Number.POSITIVE_INFINITY)
}

function endOf(error: CsvError): number {
  return Number(error.lines)
}

function isUnclosed(error: CsvError): boolean {
  return error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
}

function whySkipped(error: CsvError): string {
  if (isUnclosed(error)) return 'has a quote that is never closed; what follows could not be read'
  return 'has a quote inside a field: put the whole field in quotes and double the quote inside'
}

function lineEndsIn(fields: string[]): number {
  return fields.reduce((count, field) => count + field.split('\n').length - 1, 0)
}

/** Says what is wrong with the file without the operating system's code. */
export function toReadable(error: unknown): unknown {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return new UnreadableFile('There is no such file.')
  if (code === 'EISDIR') return new UnreadableFile('It is a folder, not a file.')
  if (code === 'EACCES' || code === 'EPERM') return new UnreadableFile('Permission denied.')
  return error
}
