import { csvField } from '../retention/csv-field.ts'
import type { StoredRequest } from '../store/requests.ts'

/** Every column of the export, in order. */
export const requestColumns = [
  'id',
  'kind',
  'client',
  'number',
  'appointment_at',
  'asked_at',
  'done_at',
  'done_by',
  'appointment',
] as const

/** A request in the names of the export. Times are ISO 8601 in UTC. */
function namedFields(request: StoredRequest): Record<(typeof requestColumns)[number], string | null> {
  const { id, kind, client, number, appointmentAt, askedAt, doneAt, doneBy, appointment } = request
  const times = {
    appointment_at: isoTime(appointmentAt),
    asked_at: isoTime(askedAt),
    done_at: isoTime(doneAt),
  }
  return { id, kind, client, number, ...times, done_by: doneBy, appointment }
}

export function writeJsonLine(request: StoredRequest): string {
  return JSON.stringify(namedFields(request))
}

export function writeCsvLine(request: StoredRequest): string {
  const fields = namedFields(request)
  return requestColumns.map((name) => csvField(fields[name] ?? '')).join(',')
}

/** For the person at the terminal, with the times of the office's clock. */
export function describeRequest(request: StoredRequest, timeZone: string): string {
  const { id, kind, client, number, appointmentAt, askedAt, doneAt, appointment } = request
  // Swedish writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const about = appointmentAt === null ? [] : [`appointment ${format.format(appointmentAt)}`]
  const since = appointment === null || appointment === 'unchanged' ? [] : [`(${appointment} since)`]
  const done = doneAt === null ? [] : [`done ${format.format(doneAt)}`]
  const parts = [format.format(askedAt), kind.padEnd('call-back'.length), client ?? 'unknown caller']
  return [...parts, number ?? 'number withheld', ...about, ...since, ...done, id].join('  ')
}

function isoTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
