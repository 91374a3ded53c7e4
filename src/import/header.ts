import { type ColumnMap, proposeMap, writeMap } from './column-map.ts'
import { type Column, csvColumns } from './columns.ts'
import { UnreadableFile } from './utf8.ts'

const REQUIRED: Column[] = ['name', 'pin']
const LONGEST_SHOWN = 40

/** Where in a row each column stands: in one place, or in several that are joined by a space. */
export type ColumnIndexes = Map<Column, number[]>

/** The first line has usual names of columns; nothing is read by them until somebody says that they are right. */
export class HeadersGuessed extends UnreadableFile {
  override name = 'HeadersGuessed'
  readonly fields: string[]
  readonly map: ColumnMap

  constructor(fields: string[], map: ColumnMap) {
    super(
      `Line 1 has other names. They look like these columns; if that is right, add --map ${writeMap(map)}`,
    )
    this.fields = fields
    this.map = map
  }
}

/**
 * Reads the first line.
 * @param map which headers stand for which columns; the headers that it leaves out are ignored
 * @throws an UnreadableFile that names all its faults
 */
export function readHeader(fields: string[], map?: ColumnMap): ColumnIndexes {
  const names = fields.map((field) => field.trim().toLowerCase())
  if (map) return readMapped(names, map)
  const known = csvColumns.filter((column) => names.includes(column))
  const guessed = REQUIRED.every((column) => known.includes(column)) ? undefined : proposeMap(fields)
  if (guessed) throw new HeadersGuessed(fields, guessed)
  if (known.length === 0) throw new UnreadableFile(whyNoHeader(names))
  const faults = [
    ...names.filter((name) => !isColumn(name)).map((name) => `column "${shorten(name)}" is unknown`),
    ...known.filter((column) => isTwice(column, names)).map((column) => `column "${column}" appears twice`),
    ...REQUIRED.filter((column) => !known.includes(column)).map((column) => `column "${column}" is missing`),
  ]
  if (faults.length > 0) {
    throw new UnreadableFile(`Line 1: ${faults.join('; ')}. The columns are: ${csvColumns.join(', ')}.`)
  }
  return new Map(known.map((column) => [column, [names.indexOf(column)]]))
}

/** The columns of a map, and those that the file names as we do. */
function readMapped(names: string[], map: ColumnMap): ColumnIndexes {
  const own = csvColumns.filter((column) => !(column in map) && names.includes(column))
  const headers: ColumnMap = { ...Object.fromEntries(own.map((column) => [column, [column]])), ...map }
  const wanted = Object.values(headers).flatMap((one) => one ?? [])
  const missing = wanted.filter((header) => !names.includes(header.trim().toLowerCase()))
  const faults = [
    ...missing.map((header) => `column "${shorten(header)}" is missing`),
    ...wanted
      .filter((header) => isTwice(header, names))
      .map((header) => `column "${shorten(header)}" appears twice`),
    ...REQUIRED.filter((column) => !headers[column]).map((column) => `no column stands for "${column}"`),
  ]
  if (faults.length > 0) throw new UnreadableFile(`Line 1: ${faults.join('; ')}.`)
  const indexes = new Map<Column, number[]>()
  for (const column of csvColumns) {
    const places = headers[column]?.map((header) => names.indexOf(header.trim().toLowerCase()))
    if (places) indexes.set(column, places)
  }
  return indexes
}

function isTwice(header: string, names: string[]): boolean {
  const column = header.trim().toLowerCase()
  return names.indexOf(column) !== names.lastIndexOf(column)
}

/** Does not quote the line: without a header it is somebody's record. */
function whyNoHeader(names: string[]): string {
  const isSeparatedOtherwise = names.some((name) => name.split(/[|]/).some(isColumn))
  if (isSeparatedOtherwise) return 'Line 1: the fields must be separated by commas.'
  return `Line 1 must name the columns: ${csvColumns.join(',')}.`
}

function isColumn(name: string): boolean {
  return csvColumns.some((column) => column === name)
}

function shorten(name: string): string {
  return name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name
}
