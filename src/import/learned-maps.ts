import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Queries } from '../store/database.ts'
import { findLearnedMap, keepLearnedMap } from '../store/learned-maps.ts'
import { type ColumnMap, writeMap } from './column-map.ts'
import { csvColumns } from './columns.ts'
import type { ImportReport } from './import-report.ts'

const map = z.partialRecord(z.enum(csvColumns), z.array(z.string()))

/**
 * What somebody has said that the headers of a file stand for. Order, capitals and outer blanks of the headers don't matter.
 * Headers that are all names of our columns, as those of JSON and FHIR always are, stand for nothing else.
 */
export async function learnedMap(queries: Queries, header: string[]): Promise<ColumnMap | undefined> {
  if (namesOf(header).every((name) => csvColumns.some((column) => column === name))) return undefined
  const text = await findLearnedMap(queries, digestOf(header))
  return text === undefined ? undefined : map.parse(JSON.parse(text))
}

/** Keeps a map for the next file, or run of a feed, with these headers. */
export async function learnMap(queries: Queries, header: string[], map: ColumnMap): Promise<void> {
  await keepLearnedMap(queries, digestOf(header), JSON.stringify(map))
}

/** The map that a source is read by: its own, which is learned once its rows are loaded, or what was learned of its header. */
export type Maps = { find(header: string[]): Promise<ColumnMap | undefined>; learn(): Promise<void> }

export function mapsOf(
  queries: Queries,
  own: ColumnMap | undefined,
  report: Pick<ImportReport, 'warn'>,
): Maps {
  let read: string[] = []
  return {
    async find(header) {
      read = header
      const learned = own ? undefined : await learnedMap(queries, header)
      if (learned) report.warn(`the columns are read as was said of such a file before: ${writeMap(learned)}`)
      return own ?? learned
    },
    async learn() {
      if (own) await learnMap(queries, read, own)
    },
  }
}

function digestOf(header: string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(namesOf(header).sort()))
    .digest('base64url')
}

function namesOf(header: string[]): string[] {
  return header.map((name) => name.trim().toLowerCase())
}
