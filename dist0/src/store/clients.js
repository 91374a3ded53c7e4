import { languages } from '../hearing/heard.js';
/** Which version of a client calls see; an import in progress is not among them. */
const VISIBLE = `c.since <= (SELECT generation FROM directory)
  AND (c.until IS NULL OR c.until > (SELECT generation FROM directory))`;
const CLIENT = 'c.id, c.name, c.language, c.last_four AS "lastFour"';
const BY_ID = `SELECT ${CLIENT} FROM clients c WHERE c.id = ? AND ${VISIBLE}`;
const BY_NAME = `SELECT ${CLIENT} FROM clients c WHERE c.name_key = ? AND ${VISIBLE} LIMIT ?`;
const NAMES_BY_PHONE = `SELECT c.name FROM clients c WHERE c.phone = ? AND ${VISIBLE} LIMIT ?`;
const PIN_HASH = `SELECT c.pin_hash AS "pinHash" FROM clients c WHERE c.id = ? AND ${VISIBLE}`;
const NEXT_APPOINTMENT = `SELECT a.at, a.note FROM clients c CROSS JOIN appointments a
  WHERE c.id = ? AND ${VISIBLE} AND a.client_id = c.id AND a.since = c.since AND a.at > ?
  ORDER BY a.at LIMIT 1`;
const APPOINTMENT_AT = `SELECT a.at, a.note FROM clients c CROSS JOIN appointments a
  WHERE c.id = ? AND ${VISIBLE} AND a.client_id = c.id AND a.since = c.since AND a.at = ?`;
// CROSS JOIN keeps SQLite from starting with the clients: the index on the time gives the first few at once.
const UPCOMING = `SELECT c.name FROM appointments a CROSS JOIN clients c
  WHERE a.at > ? AND c.id = a.client_id AND c.since = a.since AND ${VISIBLE}
  ORDER BY a.at LIMIT ?`;
export async function findClient(queries, id) {
    const row = await queries.get(BY_ID, id);
    return row && toClient(row);
}
export async function findClientsByName(queries, key, limit) {
    return (await queries.all(BY_NAME, key, limit)).map(toClient);
}
export async function findNamesByPhone(queries, phone, limit) {
    return (await queries.all(NAMES_BY_PHONE, phone, limit)).map((row) => row.name);
}
export async function findPinHash(queries, id) {
    return (await queries.get(PIN_HASH, id))?.pinHash;
}
export function findNextAppointment(queries, id, now) {
    return queries.get(NEXT_APPOINTMENT, id, now);
}
export function findAppointmentAt(queries, id, at) {
    return queries.get(APPOINTMENT_AT, id, at);
}
/** The names of those who come next, the nearest first; who comes twice is named twice. */
export async function findUpcomingNames(queries, now, limit) {
    return (await queries.all(UPCOMING, now, limit)).map((row) => row.name);
}
export async function countClients(queries) {
    const row = await queries.get('SELECT client_count AS count FROM directory');
    return row?.count ?? 0;
}
function toClient(row) {
    return { ...row, language: languages.find((language) => language === row.language) ?? null };
}
