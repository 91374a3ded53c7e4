import { z } from 'zod'
import { csvColumns } from '../import/columns.ts'
import type { CsvRow } from '../import/read-csv.ts'

/** What is read of a resource; everything else that R4 has is ignored. */
const period = z.object({ start: z.string().optional(), end: z.string().optional() }).optional()
/** Of a name, a number or an identifier: which one it is, and while it holds. */
const held = { use: z.string().optional(), period }
const patient = z.object({
  id: z.string(),
  active: z.boolean().optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: z.string().optional(),
  name: z
    .array(
      z.object({
        ...held,
        text: z.string().optional(),
        family: z.string().optional(),
        // R4: a part that only has an extension, in `_given`, is null here.
        given: z.array(z.string().nullable()).optional(),
      }),
    )
    .default([]),
  telecom: z
    .array(
      z.object({
        ...held,
        system: z.string().optional(),
        value: z.string().optional(),
      }),
    )
    .default([]),
  birthDate: z.string().default(''),
  identifier: z
    .array(z.object({ ...held, system: z.string().optional(), value: z.string().optional() }))
    .default([]),
  communication: z
    .array(
      z.object({
        preferred: z.boolean().optional(),
        language: z.object({ coding: z.array(z.object({ code: z.string().optional() })).default([]) }),
      }),
    )
    .default([]),
})
export type Patient = z.infer<typeof patient>
type Held = Pick<Patient['name'][number], 'use' | 'period'>
type IsCurrent = (one: Held) => boolean

const appointment = z.object({
  status: z.string(),
  start: z.string().optional(),
  patientInstruction: z.string().default(''),
  participant: z
    .array(
      z.object({
        status: z.string().optional(),
        actor: z.object({ reference: z.string().optional() }).optional(),
      }),
    )
    .default([]),
})

/** A time, and the note to it. */
export type Visit = { start: string; note: string }
/** Why a resource makes no row. */
type RowFault = { fault: string }

const NO_BIRTH_DATE = 'has no birth date, so no PIN'
const NO_IDENTIFIER = 'has no current identifier of the pin_system, so no PIN'
const DROPPED = ['cancelled', 'noshow', 'entered-in-error']

/** A patient; undefined where they are no longer one. */
export function readPatient(resource: unknown): Patient | RowFault | undefined {
  const { data } = patient.safeParse(resource)
  if (!data) return { fault: 'is no Patient that can be read' }
  const isGone = data.active === false || data.deceasedBoolean || data.deceasedDateTime
  return isGone ? undefined : data
}

/** The patients of an appointment, by id; none where it does not take place. */
export function readVisits(resource: unknown): { patientId: string; visit: Visit }[] | RowFault {
  const { data } = appointment.safeParse(resource)
  if (!data) return { fault: 'is no Appointment that can be read' }
  if (!data.start || DROPPED.includes(data.status)) return []
  const visit = { start: data.start, note: data.patientInstruction }
  return data.participant.flatMap(({ actor, status }) => {
    const [, patientId] = /(?:^|\/)Patient\/([A-Za-z0-9.-]+)/.exec(actor?.reference ?? '') ?? []
    return patientId === undefined || status === 'declined' ? [] : [{ patientId, visit }]
  })
}

/** A row for each visit, or one without a time. `pinSystem` is the identifier that is the PIN, instead of the birth year. */
export function* rowsOfPatient(
  patient: Patient,
  visits: Visit[],
  pinSystem: string | undefined,
  now: number,
): Generator<{ fields: string[] } | RowFault> {
  const isCurrent = (one: Held) => one.use !== 'old' && isInForce(one.period, now)
  const pin = pinSystem
    ? patient.identifier.find((one) => one.system === pinSystem && isCurrent(one))?.value
    : yearOf(patient.birthDate)
  if (!pin) return yield { fault: pinSystem ? NO_IDENTIFIER : NO_BIRTH_DATE }
  const { id } = patient
  const person = { id, name: nameOf(patient, isCurrent), pin, phone: phoneOf(patient, isCurrent) }
  const language = languageOf(patient)
  for (const { start, note } of visits.length > 0 ? visits : [{ start: '', note: '' }]) {
    const row = {
      ...person,
      language,
      appointment_at: start,
      appointment_note: note,
      message: '',
      spoken_name: '',
    }
    yield { fields: csvColumns.map((column) => row[column]) }
  }
}

export const columnsRow: CsvRow = { line: 0, fields: [...csvColumns] }

/** R4: a birth date can be only a month or a year. */
function yearOf(birthDate: string): string {
  return /^\d{4}/.exec(birthDate)?.[0] ?? birthDate
}

/** A start or an end that is only a date, a month or a year holds from its beginning to its end (R4, Period). */
function isInForce({ start, end }: NonNullable<Held['period']> = {}, now: number): boolean {
  const today = new Date(now).toISOString()
  const compare = (at: string) =>
    at.length > 10 ? now - Date.parse(at) : today.slice(0, at.length).localeCompare(at)
  return !(start && compare(start) < 0) && !(end && compare(end) > 0)
}

function nameOf({ name }: Patient, isCurrent: IsCurrent): string {
  const current = name.filter(isCurrent)
  const best = ['official', 'usual'].map((use) => current.find((one) => one.use === use)).find((one) => one)
  const { given = [], family = '', text = '' } = best ?? current[0] ?? {}
  const first = given.find((part) => part)
  return first && family ? `${first} ${family}` : text
}

function phoneOf({ telecom }: Patient, isCurrent: IsCurrent): string {
  const phones = telecom.filter((one) => one.system === 'phone' && isCurrent(one))
  return (phones.find(({ use }) => use === 'mobile') ?? phones[0])?.value ?? ''
}

/** Only a language of the line; others are left to the caller. */
function languageOf({ communication }: Patient): string {
  const preferred = communication.find(({ preferred }) => preferred) ?? communication[0]
  const code = preferred?.language.coding[0]?.code ?? ''
  return /^(en|es)\b/i.test(code) ? code.slice(0, 2) : ''
}
