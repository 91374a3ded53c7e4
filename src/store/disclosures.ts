import type { Disclosure } from '../call/line.ts'
import type { Queries } from './database.ts'

/** Keeps who was told what, once for each call and client. */
export async function recordDisclosure(
  queries: Queries,
  callSid: string,
  { clientId, appointmentAt, toldAt }: Disclosure,
): Promise<void> {
  await queries.run(
    `INSERT INTO disclosures (call_sid, client_id, appointment_at, told_at, verified_by) VALUES (?, ?, ?, ?, 'pin')
     ON CONFLICT (call_sid, client_id) DO NOTHING`,
    callSid,
    clientId,
    appointmentAt,
    toldAt,
  )
}

export function findDisclosure(
  queries: Queries,
  callSid: string,
  clientId: string,
): Promise<Disclosure | undefined> {
  return queries.get<Disclosure>(
    `SELECT client_id AS "clientId", appointment_at AS "appointmentAt", told_at AS "toldAt"
     FROM disclosures WHERE call_sid = ? AND client_id = ?`,
    callSid,
    clientId,
  )
}
