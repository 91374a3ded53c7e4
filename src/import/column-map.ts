import { type Column, csvColumns } from './columns.ts'

/** Which headers, or paths in JSON, stand for a column; several are joined by a space. */
export type ColumnMap = { [Name in Column]?: string[] | undefined }

/** How offices and their programs call the columns, in lower case. */
const usualNames: Record<Column, string[]> = {
  id: ['patient id', 'client id', 'customer id', 'student id', 'mrn', 'chart number', 'account number'],
  name: [
    ...['patient name', 'client name', 'customer name', 'student name', 'full name', 'patient', 'client'],
    ...['customer', 'nombre', 'nombre completo', 'paciente', 'cliente'],
  ],
  pin: [
    ...[
      'dob',
      'd.o.b.',
      'date of birth',
      'birth date',
      'birthdate',
      'birthday',
      'birth year',
      'year of birth',
    ],
    ...['fecha de nacimiento', 'año de nacimiento'],
  ],
  phone: [
    ...['phone number', 'mobile', 'mobile phone', 'mobile number', 'cell', 'cell phone', 'telephone'],
    ...['teléfono', 'telefono', 'celular', 'móvil'],
  ],
  language: ['preferred language', 'idioma'],
  appointment_at: [
    ...['appt date', 'appt', 'appointment', 'appointment date', 'next appointment', 'appt date/time'],
    ...[
      'appointment date/time',
      'appointment time',
      'visit date',
      'cita',
      'fecha de la cita',
      'fecha y hora',
    ],
  ],
  appointment_note: ['note', 'notes', 'appointment note', 'instructions', 'comments', 'nota', 'notas'],
  message: ['mensaje'],
  spoken_name: ['pronunciation'],
}

/** Two headers that make a column together. */
const usualPairs: [Column, string[], string[]][] = [
  [
    'name',
    ['first name', 'firstname', 'given name', 'nombre'],
    ['last name', 'lastname', 'surname', 'apellido', 'apellidos'],
  ],
  [
    'appointment_at',
    ['appt date', 'appointment date', 'date', 'fecha'],
    ['appt time', 'appointment time', 'time', 'hora'],
  ],
]

/** What the headers of a file seem to stand for; undefined where the required columns are not among them. */
export function proposeMap(fields: string[]): ColumnMap | undefined {
  const map = recogniseColumns(fields)
  return map.name && map.pin ? map : undefined
}

/** The columns that have usual names. */
export function recogniseColumns(fields: string[]): ColumnMap {
  const headers = new Map(fields.map((field) => [field.trim().toLowerCase(), field.trim()]))
  const find = (names: string[]) => names.map((name) => headers.get(name)).find((one) => one !== undefined)
  const map: ColumnMap = {}
  for (const column of csvColumns) {
    const header = find([column, ...usualNames[column]])
    if (header) map[column] = [header]
  }
  for (const [column, firsts, seconds] of usualPairs) {
    const [first, second] = [find(firsts), find(seconds)]
    if (first && second && map[column]?.[0] !== column) map[column] = [first, second]
  }
  return map
}

/** A map as `--map` takes it. */
export function writeMap(map: ColumnMap): string {
  const quote = (header: string) => (/^[\w.-]+$/.test(header) ? header : `"${header}"`)
  const entries = csvColumns.flatMap((column) => {
    const headers = map[column]
    return headers?.length ? [`${column}=${headers.map(quote).join('+')}`] : []
  })
  return `'${entries.join(',')}'`
}

const ENTRY = /^\s*(\w+)\s*=\s*(.+?)\s*$/
/** Commas and plus signs within quotes are part of a header. */
const splitOutsideQuotes = (text: string, sign: string) =>
  (text.match(new RegExp(`(?:"[^"]*"|[^"${sign}])+`, 'g')) ?? []).map((part) => part.trim())

/** Reads `name="First Name"+"Last Name",pin=DOB`; or says what is wrong with it. */
export function parseMap(text: string): ColumnMap | { fault: string } {
  const map: ColumnMap = {}
  for (const entry of splitOutsideQuotes(text, ',')) {
    const [, name = '', headers = ''] = ENTRY.exec(entry) ?? []
    const column = csvColumns.find((one) => one === name)
    if (!column) return { fault: `"${entry}" must be COLUMN=HEADER, with one of ${csvColumns.join(', ')}` }
    map[column] = splitOutsideQuotes(headers, '+').map((header) => header.replace(/^"(.*)"$/, '$1'))
  }
  return map
}
