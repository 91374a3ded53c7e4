import { csvLine, exportTime } from '../retention/export-line.ts'
import type { StoredRequest } from '../store/requests.ts'
import { writeWallTime } from '../time/zone.ts'

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
export function namedFields(request: StoredRequest): Record<(typeof requestColumns)[number], string | null> {
  const { id, kind, client, number, appointmentAt, askedAt, doneAt, doneBy, appointment } = request
  const times = {
    appointment_at: exportTime(appointmentAt),
    asked_at: exportTime(askedAt),
    done_at: exportTime(doneAt),
  }
  return { id, kind, client, number, ...times, done_by: doneBy, appointment }
}

export function writeJsonLine(request: StoredRequest): string {
  return JSON.stringify(namedFields(request))
}

export function writeCsvLine(request: StoredRequest): string {
  return csvLine(requestColumns, namedFields(request))
}

/** For the person at the terminal, with the times of the office's clock. */
export function describeRequest(request: StoredRequest, timeZone: string): string {
  const { id, kind, client, number, appointmentAt, askedAt, doneAt, appointment } = request
  const about = appointmentAt === null ? [] : [`appointment ${writeWallTime(appointmentAt, timeZone)}`]
  const since = appointment === null || appointment === 'unchanged' ? [] : [`(${appointment} since)`]
  const done = doneAt === null ? [] : [`done ${writeWallTime(doneAt, timeZone)}`]
  const asked = writeWallTime(askedAt, timeZone)
  const parts = [asked, kind.padEnd('call-back'.length), client ?? 'unknown caller']
  return [...parts, number ?? 'number withheld', ...about, ...since, ...done, id].join('  ')
}
