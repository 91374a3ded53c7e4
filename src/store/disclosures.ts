import type { Disclosure } from '../call/services.ts'
import type { Queries } from './database.ts'

const ADD = `INSERT INTO disclosure_log (call_sid, client_id, what, at, appointment_at, verified_by)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (call_sid, client_id, what) DO NOTHING`

/** Keeps who was told what, once for each call and client. */
export async function recordDisclosure(
  queries: Queries,
  callSid: string,
  { clientId, appointmentAt, toldAt }: Disclosure,
): Promise<void> {
  await queries.run(ADD, callSid, clientId, 'told', toldAt, appointmentAt, 'pin')
}

/** Keeps that what a call was told is handed over to be texted; once a call. */
export async function recordTexted(queries: Queries, callSid: string, now: number): Promise<void> {
  await queries.run(
    `INSERT INTO disclosure_log (call_sid, client_id, what, at, appointment_at, verified_by)
     SELECT call_sid, client_id, 'texted', ?, appointment_at, verified_by FROM disclosure_log
     WHERE call_sid = ? AND what = 'told' AND appointment_at IS NOT NULL
     ON CONFLICT (call_sid, client_id, what) DO NOTHING`,
    now,
    callSid,
  )
}

/** Keeps that a client was erased; `occasion` tells one erasure from another. */
export async function recordErasure(
  queries: Queries,
  occasion: string,
  clientId: string,
  now: number,
): Promise<void> {
  await queries.run(ADD, occasion, clientId, 'erased', now, null, 'command')
}

/**
 * Within a transaction: the log lets rows go only while the limit is raised above their time, and nobody else ever sees
 * it raised.
 */
export async function removeFromLog(
  queries: Queries,
  before: number,
  remove: () => Promise<number>,
): Promise<number> {
  await queries.run('UPDATE purge_limit SET removable_before = ?', before)
  const removed = await remove()
  await queries.run('UPDATE purge_limit SET removable_before = 0')
  return removed
}
