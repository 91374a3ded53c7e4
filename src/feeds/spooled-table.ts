import { createHash } from 'node:crypto'
import { linesOf } from '../import/lines-of.ts'
import type { CsvRow } from '../import/read-csv.ts'
import type { SourceTable } from '../import/read-table.ts'
import { withSpooled } from '../import/spool.ts'

/** Rows are written to the file in parts of this many characters. */
const PART = 256 * 1024

/**
 * Gives a table on with a digest, so that what has not changed need not be looked at again. Rows that come from elsewhere than
 * a file are first read to their end into a private one: a source that breaks off in the middle changes nothing.
 */
export async function withDigest<Result>(
  table: SourceTable,
  work: (table: SourceTable, digest: string) => Promise<Result>,
): Promise<Result> {
  if (table.digest) return work(table, await table.digest())
  const hash = createHash('sha256')
  return withSpooled(writeRows(table.rows, hash), (file) =>
    work({ rows: readRows(file), map: table.map }, hash.digest('base64url')),
  )
}

async function* writeRows(
  rows: AsyncIterable<CsvRow>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  let part = ''
  for await (const row of rows) {
    part += `${JSON.stringify(row)}\n`
    if (part.length < PART) continue
    hash.update(part)
    yield Buffer.from(part)
    part = ''
  }
  hash.update(part)
  yield Buffer.from(part)
}

async function* readRows(file: string): AsyncGenerator<CsvRow> {
  // Written by `writeRows` just now.
  for await (const line of linesOf(file)) yield JSON.parse(line) as CsvRow
}
