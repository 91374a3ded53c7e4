import { z } from 'zod'
import { csvColumns } from '../import/columns.ts'
import type { CsvRow } from '../import/read-csv.ts'

/** What is read of a resource; everything else that R4 has is ignored. */
const period = z.object({ end: z.string().optional() }).optional()
const patient = z.object({
  id: z.string(),
  active: z.boolean().optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: z.string().optional(),
  name: z
    .array(
      z.object({
        use: z.string().optional(),
        text: z.string().optional(),
        family: z.string().optional(),
        given: z.array(z.string()).optional(),
        period,
      }),
    )
    .default([]),
  telecom: z
    .array(
      z.object({
        system: z.string().optional(),
        use: z.string().optional(),
        value: z.string().optional(),
        period,
      }),
    )
    .default([]),
  birthDate: z.string().default(''),
  identifier: z.array(z.object({ system: z.string().optional(), value: z.string().optional() })).default([]),
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

const DROPPED = ['cancelled', 'noshow', 'entered-in-error']

export function readPatient(resource: unknown): Patient | undefined {
  const { data } = patient.safeParse(resource)
  const isGone = data?.active === false || data?.deceasedBoolean || data?.deceasedDateTime
  return isGone ? undefined : data
}

/** The patients of an appointment, by id; none where it does not take place. */
export function readVisits(resource: unknown): { patientId: string; visit: Visit }[] {
  const { data } = appointment.safeParse(resource)
  if (!data?.start || DROPPED.includes(data.status)) return []
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
): Generator<string[]> {
  const pin = pinSystem
    ? patient.identifier.find(({ system }) => system === pinSystem)?.value
    : patient.birthDate
  const person = { id: patient.id, name: nameOf(patient), pin: pin ?? '', phone: phoneOf(patient) }
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
    yield csvColumns.map((column) => row[column])
  }
}

export const columnsRow: CsvRow = { line: 0, fields: [...csvColumns] }

function nameOf({ name }: Patient): string {
  const current = name.filter(({ use, period }) => use !== 'old' && !period?.end)
  const best = ['official', 'usual'].map((use) => current.find((one) => one.use === use)).find((one) => one)
  const { given = [], family = '', text = '' } = best ?? current[0] ?? {}
  return given[0] && family ? `${given[0]} ${family}` : text
}

function phoneOf({ telecom }: Patient): string {
  const phones = telecom.filter(
    ({ system, use, period }) => system === 'phone' && use !== 'old' && !period?.end,
  )
  return (phones.find(({ use }) => use === 'mobile') ?? phones[0])?.value ?? ''
}

/** Only a language of the line; others are left to the caller. */
function languageOf({ communication }: Patient): string {
  const preferred = communication.find(({ preferred }) => preferred) ?? communication[0]
  const code = preferred?.language.coding[0]?.code ?? ''
  return /^(en|es)\b/i.test(code) ? code.slice(0, 2) : ''
}
