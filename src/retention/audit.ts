import type { AuditEntry } from '../store/audit.ts'
import { csvLine, exportTime } from './export-line.ts'

export const formats = ['csv', 'jsonl'] as const
export type Format = (typeof formats)[number]

/** Every column of the export, in order. */
export const columns = ['at', 'what', 'call', 'client', 'appointmentAt', 'verifiedBy', 'text'] as const

/** One line of the export. Times are ISO 8601 in UTC. */
export function writeAuditLine(entry: AuditEntry, format: Format): string {
  const { at, appointmentAt, ...rest } = entry
  const readable = { at: exportTime(at), appointmentAt: exportTime(appointmentAt), ...rest }
  if (format === 'jsonl')
    return JSON.stringify(Object.fromEntries(columns.map((name) => [name, readable[name]])))
  return csvLine(columns, readable)
}
