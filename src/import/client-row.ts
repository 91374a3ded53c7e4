import { createHash } from 'node:crypto'
import { languages } from '../hearing/heard.ts'
import { nameKey } from '../hearing/name-key.ts'
import { type Country, isE164, toE164 } from '../phone-numbers/e164.ts'
import { parseTime } from '../time/parse-time.ts'
import type { Column } from './columns.ts'
import type { ColumnIndexes } from './header.ts'
import { toIsoTime, toLanguage, toPin } from './office-formats.ts'

export type RowSettings = {
  pinLength: number
  timeZone: string
  /** Whose phone numbers and dates the rows may have beside E.164 and ISO 8601. */
  country?: Country | undefined
}

/** What is wrong with a row. It never quotes the row, as reports are kept and passed on. */
export type Fault = { line: number; column: Column | 'row'; cause: string }

/** A client and, if the row has one, an appointment. */
export type ClientRow = {
  line: number
  id: string
  /** The file gave no id. */
  isIdDerived: boolean
  name: string
  nameKey: string
  pin: string
  phone: string | null
  language: string | null
  message: string | null
  spokenName: string | null
  appointment: RowAppointment | null
}

/** `isTwice`: the time comes twice, as the clocks go back. */
export type RowAppointment = { at: number; note: string; isTwice: boolean }

type Cell = (column: Column) => string
type Complain = (column: Fault['column'], cause: string) => void

const LONGEST_NAME = 100
/** Fits, with its sentence, in a text of 1,600 characters and takes about a minute to say. */
const LONGEST_WORDS = 1_000
const ID = /^[^\s,\p{Cc}]{1,64}$/u
/** Characters that XML does not allow or a voice cannot say. */
const UNSPEAKABLE = /[\p{Cc}\p{Co}\p{Cs}\uFFFE\uFFFF]/u
const DERIVED_ID_LENGTH = 16

/** Reads one row: a client, or all its faults. */
export function readClientRow(
  line: number,
  fields: string[],
  columns: ColumnIndexes,
  settings: RowSettings,
): ClientRow | Fault[] {
  const faults: Fault[] = []
  const cell: Cell = (column) => {
    const places = columns.get(column) ?? []
    return places
      .map((place) => fields[place]?.trim() ?? '')
      .join(' ')
      .trim()
  }
  const complain: Complain = (column, cause) => faults.push({ line, column, cause })
  const name = readName(cell, complain)
  const phone = readPhone(cell, complain, settings.country)
  const row: ClientRow = {
    line,
    ...name,
    phone,
    id: readId(cell, complain) ?? deriveId(name.nameKey, phone),
    isIdDerived: cell('id') === '',
    pin: readPin(cell, complain, settings.pinLength),
    language: readLanguage(cell, complain),
    message: readMessage(cell, complain),
    spokenName: readSpokenName(cell, complain),
    appointment: readAppointment(cell, complain, settings),
  }
  return faults.length > 0 ? faults : row
}

function readName(cell: Cell, complain: Complain): { name: string; nameKey: string } {
  const name = oneLine(cell('name'))
  const key = nameKey(name)
  if (name === '') complain('name', 'is missing')
  else if (key === '' || UNSPEAKABLE.test(name)) complain('name', 'cannot be spoken')
  else if (name.length > LONGEST_NAME) complain('name', `is longer than ${LONGEST_NAME} characters`)
  return { name, nameKey: key }
}

function readPhone(cell: Cell, complain: Complain, country: Country | undefined): string | null {
  const phone = toE164(cell('phone'), country) || null
  if (phone && !isE164(phone)) complain('phone', 'is not a number like +12025550123 (E.164)')
  return phone
}

function readId(cell: Cell, complain: Complain): string | undefined {
  const id = cell('id') || undefined
  if (id && !ID.test(id)) complain('id', 'must be at most 64 characters, without white space or commas')
  return id
}

/** A person without an id gets the same one from every file. */
export function deriveId(key: string, phone: string | null): string {
  const hash = createHash('sha256').update(`${key}\n${phone ?? ''}`)
  return hash.digest('base64url').slice(0, DERIVED_ID_LENGTH)
}

function readPin(cell: Cell, complain: Complain, length: number): string {
  const pin = toPin(cell('pin'), length)
  if (pin.length !== length || !/^\d*$/.test(pin)) complain('pin', `must be ${length} digits`)
  return pin
}

function readLanguage(cell: Cell, complain: Complain): string | null {
  const language = toLanguage(cell('language')) || null
  const isKnown = languages.some((known) => known === language)
  if (language && !isKnown) complain('language', `must be blank or one of ${languages.join(', ')}`)
  return language
}

/** A message and a note go into one text. */
function readMessage(cell: Cell, complain: Complain): string | null {
  const message = oneLine(cell('message'))
  const both = message.length + oneLine(cell('appointment_note')).length
  if (message.length > LONGEST_WORDS) complain('message', `is longer than ${LONGEST_WORDS} characters`)
  else if (message && both > LONGEST_WORDS)
    complain('message', `is longer than ${LONGEST_WORDS} characters together with the appointment_note`)
  if (UNSPEAKABLE.test(message)) complain('message', 'has characters that cannot be spoken')
  return message || null
}

function readSpokenName(cell: Cell, complain: Complain): string | null {
  const name = oneLine(cell('spoken_name'))
  if (name.length > LONGEST_NAME) complain('spoken_name', `is longer than ${LONGEST_NAME} characters`)
  if (UNSPEAKABLE.test(name)) complain('spoken_name', 'cannot be spoken')
  return name || null
}

function readAppointment(
  cell: Cell,
  complain: Complain,
  { timeZone, country }: RowSettings,
): RowAppointment | null {
  const note = oneLine(cell('appointment_note'))
  if (note.length > LONGEST_WORDS) complain('appointment_note', `is longer than ${LONGEST_WORDS} characters`)
  if (UNSPEAKABLE.test(note)) complain('appointment_note', 'has characters that cannot be spoken')
  const text = toIsoTime(cell('appointment_at'), country)
  if (text === '') {
    if (note) complain('appointment_at', 'is missing, although there is a note')
    return null
  }
  const time = parseTime(text, timeZone)
  if ('at' in time) return { ...time, note }
  complain('appointment_at', time.fault)
  return null
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
