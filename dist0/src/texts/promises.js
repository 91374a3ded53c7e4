/** Stores the text, once a call. */
export async function insertPromise(queries, text) {
    await queries.run(`INSERT INTO texts (call_sid, number_key, consent, promised_at, sender, recipient, body, segments,
       state, tries, due_at, leased_until, status_rank)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, 0, 0)
     ON CONFLICT (call_sid) DO NOTHING`, ...[text.call, text.numberKey, text.consent, text.promisedAt, text.from, text.to, text.body], ...[text.segments, text.promisedAt]);
    const row = await queries.get(`SELECT answer AS told, (
       SELECT COUNT(*) FROM texts WHERE state = 'waiting' AND due_at <= ? AND leased_until <= ?
     ) AS queue
     FROM texts WHERE call_sid = ?`, ...[text.promisedAt, text.promisedAt, text.call]);
    return row ?? { told: null, queue: 0 };
}
/** Decides once and for all what the call is told: promised, unless the text has been refused by now. */
export async function fixAnswer(database, call) {
    const row = await database.get(`UPDATE texts SET answer = COALESCE(answer, 'promised') WHERE call_sid = ? RETURNING answer`, call);
    return row?.answer ?? 'promised';
}
