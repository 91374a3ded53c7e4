/** At most this many are in memory at once. */
const PAGE = 500;
const SELECT_PAGE = `SELECT d.at, d.what, d.call_sid AS "call", d.client_id AS "client",
    d.appointment_at AS "appointmentAt", d.verified_by AS "verifiedBy",
    CASE WHEN d.what = 'texted' THEN t.state END AS "text"
  FROM disclosure_log d LEFT JOIN texts t ON t.call_sid = d.call_sid
  WHERE (d.at, d.call_sid, d.client_id, d.what) > (?, ?, ?, ?) AND d.at < ? AND d.client_id = COALESCE(?, d.client_id)
  ORDER BY d.at, d.call_sid, d.client_id, d.what LIMIT ${PAGE}`;
/** The record of a time, oldest first; `since` is part of it, `until` is not. */
export async function* readAudit(queries, range) {
    let last;
    do {
        const after = last ? [last.at, last.call, last.client, last.what] : [range.since, '', '', ''];
        const page = await queries.all(SELECT_PAGE, ...after, range.until, range.client ?? null);
        yield* page;
        last = page.length === PAGE ? page.at(-1) : undefined;
    } while (last);
}
