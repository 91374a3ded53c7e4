/** Keeps an entry once. Tells whether it is new, and how the first one of its kind was taken. */
export async function recordPinEntry(queries, entry, now) {
    const added = await queries.run(`INSERT INTO pin_entries (call_sid, entry, client_id, entered_at, is_right) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (call_sid, entry) DO NOTHING`, entry.callSid, entry.entry, entry.clientId, now, entry.isRight ? 1 : 0);
    const first = await queries.get('SELECT is_right FROM pin_entries WHERE call_sid = ? AND entry = ?', entry.callSid, entry.entry);
    return { isNew: added === 1, isRight: first?.is_right === 1 };
}
