/** Whether the end of this call has been reported. */
export async function isOver(queries, callSid) {
    const row = await queries.get('SELECT ended_at FROM calls WHERE call_sid = ?', callSid);
    return row !== undefined && row.ended_at !== null;
}
/** Keeps how far a call came; nothing changes once its end was reported. */
export async function recordStep(queries, callSid, step, outcome, now) {
    await queries.run(`INSERT INTO calls (call_sid, started_at, last_at, step, outcome) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (call_sid) DO UPDATE SET last_at = excluded.last_at, step = excluded.step, outcome = excluded.outcome
     WHERE calls.ended_at IS NULL`, callSid, now, now, step, outcome);
}
/** Keeps the end of a call, once; also of one that we have not heard of, so that nothing can follow it. */
export async function recordEnd(queries, callSid, status, now) {
    await queries.run(`INSERT INTO calls (call_sid, started_at, last_at, step, outcome, ended_at, end_status)
     VALUES (?, ?, ?, '', '', ?, ?)
     ON CONFLICT (call_sid) DO UPDATE SET ended_at = excluded.ended_at, end_status = excluded.end_status
     WHERE calls.ended_at IS NULL`, callSid, now, now, now, status);
}
