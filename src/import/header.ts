import { UnreadableFile } from './utf8.ts'

/** The columns of the file; the order is free. */
export const columns = [
  'id',
  'name',
  'pin',
  'phone',
  'language',
  'appointment_at',
  'appointment_note',
] as const
export type Column = (typeof columns)[number]

const REQUIRED: Column[] = ['name', 'pin']
const LONGEST_SHOWN = 40

/** Which field each column is. */
export type Places = Map<Column, number>

/** Reads the first line; throws an UnreadableFile that says all that is wrong with it. */
export function readHeader(fields: string[]): Places {
  const names = fields.map((field) => field.trim().toLowerCase())
  const known = columns.filter((column) => names.includes(column))
  if (known.length === 0) throw new UnreadableFile(whyNoHeader(names))
  const faults = [
    ...names.filter((name) => !isColumn(name)).map((name) => `column "${shorten(name)}" is unknown`),
    ...known.filter((column) => isTwice(column, names)).map((column) => `column "${column}" is there twice`),
    ...REQUIRED.filter((column) => !known.includes(column)).map((column) => `column "${column}" is missing`),
  ]
  if (faults.length > 0) {
    throw new UnreadableFile(`Line 1: ${faults.join('; ')}. The columns are: ${columns.join(', ')}.`)
  }
  return new Map(known.map((column) => [column, names.indexOf(column)]))
}

function isTwice(column: Column, names: string[]): boolean {
  return names.indexOf(column) !== names.lastIndexOf(column)
}

/** Nothing of it is shown: without a header the first line is somebody's record. */
function whyNoHeader(names: string[]): string {
  const isSeparatedOtherwise = names.some((name) => name.split(/[;\t|]/).some(isColumn))
  if (isSeparatedOtherwise) return 'Line 1: the fields must be separated by commas.'
  return `Line 1 must name the columns: ${columns.join(',')}.`
}

function isColumn(name: string): boolean {
  return columns.some((column) => column === name)
}

function shorten(name: string): string {
  return name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name
}
