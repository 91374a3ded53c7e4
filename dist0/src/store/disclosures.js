const ADD = `INSERT INTO disclosure_log (call_sid, client_id, what, at, appointment_at, verified_by)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (call_sid, client_id, what) DO NOTHING`;
/** Keeps who was told what, once for each call and client. */
export async function recordDisclosure(queries, callSid, { clientId, appointmentAt, toldAt }) {
    await queries.run(ADD, callSid, clientId, 'told', toldAt, appointmentAt, 'pin');
}
/** Keeps that what a call was told is handed over to be texted; once a call. */
export async function recordTexted(queries, callSid, now) {
    await queries.run(`INSERT INTO disclosure_log (call_sid, client_id, what, at, appointment_at, verified_by)
     SELECT call_sid, client_id, 'texted', ?, appointment_at, verified_by FROM disclosure_log
     WHERE call_sid = ? AND what = 'told' AND appointment_at IS NOT NULL
     ON CONFLICT (call_sid, client_id, what) DO NOTHING`, now, callSid);
}
/** Keeps that a client was erased; `occasion` tells one erasure from another. */
export async function recordErasure(queries, occasion, clientId, now) {
    await queries.run(ADD, occasion, clientId, 'erased', now, null, 'command');
}
/** What a call was told of a client. */
export function findDisclosure(queries, callSid, clientId) {
    return queries.get(`SELECT client_id AS "clientId", appointment_at AS "appointmentAt", at AS "toldAt"
     FROM disclosure_log WHERE call_sid = ? AND client_id = ? AND what = 'told'`, callSid, clientId);
}
