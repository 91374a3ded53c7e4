/** Whether the end of a call was reported, and what a delivery of it was answered. */
export async function findReply(queries, callSid, delivery) {
    const row = await queries.get(`SELECT (SELECT ended_at FROM calls WHERE call_sid = ?) AS "endedAt",
       (SELECT reply FROM replies WHERE call_sid = ? AND delivery = ?) AS "reply"`, callSid, callSid, delivery);
    return { isOver: row?.endedAt != null, reply: row?.reply ?? undefined };
}
/** Keeps the answer to a delivery unless there is one; gives the one that is kept. */
export async function keepReply(queries, callSid, delivery, reply, now) {
    const added = await queries.run(`INSERT INTO replies (call_sid, delivery, reply, kept_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (call_sid, delivery) DO NOTHING`, callSid, delivery, reply, now);
    if (added === 1)
        return reply;
    return (await findReply(queries, callSid, delivery)).reply ?? reply;
}
/** Forgets what a call was answered: its end was reported. */
export async function forgetReplies(queries, callSid) {
    await queries.run('DELETE FROM replies WHERE call_sid = ?', callSid);
}
