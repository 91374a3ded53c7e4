import { UnreadableFile } from './utf8.ts'

/** The columns of the CSV file, in any order. */
export const csvColumns = [
  'id',
  'name',
  'pin',
  'phone',
  'language',
  'appointment_at',
  'appointment_note',
  'message',
  'spoken_name',
] as const
export type Column = (typeof csvColumns)[number]

const REQUIRED: Column[] = ['name', 'pin']
const LONGEST_SHOWN = 40

/** Where in a row each column stands. */
export type ColumnIndexes = Map<Column, number>

/**
 * Reads the first line.
 * @throws an UnreadableFile that names all its faults
 */
export function readHeader(fields: string[]): ColumnIndexes {
  const names = fields.map((field) => field.trim().toLowerCase())
  const known = csvColumns.filter((column) => names.includes(column))
  if (known.length === 0) throw new UnreadableFile(whyNoHeader(names))
  const faults = [
    ...names.filter((name) => !isColumn(name)).map((name) => `column "${shorten(name)}" is unknown`),
    ...known.filter((column) => isTwice(column, names)).map((column) => `column "${column}" appears twice`),
    ...REQUIRED.filter((column) => !known.includes(column)).map((column) => `column "${column}" is missing`),
  ]
  if (faults.length > 0) {
    throw new UnreadableFile(`Line 1: ${faults.join('; ')}. The columns are: ${csvColumns.join(', ')}.`)
  }
  return new Map(known.map((column) => [column, names.indexOf(column)]))
}

function isTwice(column: Column, names: string[]): boolean {
  return names.indexOf(column) !== names.lastIndexOf(column)
}

/** Does not quote the line: without a header it is somebody's record. */
function whyNoHeader(names: string[]): string {
  const isSeparatedOtherwise = names.some((name) => name.split(/[;\t|]/).some(isColumn))
  if (isSeparatedOtherwise) return 'Line 1: the fields must be separated by commas.'
  return `Line 1 must name the columns: ${csvColumns.join(',')}.`
}

function isColumn(name: string): boolean {
  return csvColumns.some((column) => column === name)
}

function shorten(name: string): string {
  return name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name
}
