const COLUMNS = 'generation, client_count AS "clientCount", pin_key AS "pinKey"';
export function readDirectoryRow(queries) {
    return queries.get(`SELECT ${COLUMNS} FROM directory`);
}
/** Takes the lease when it is free, or has run out because its holder died; otherwise undefined. */
export function takeLease(queries, holder, now, until) {
    return queries.get(`UPDATE directory SET lease_holder = ?, lease_until = ? WHERE lease_until < ? RETURNING ${COLUMNS}`, holder, until, now);
}
/** Keeps the lease, and locks the row until the transaction ends; false when another has taken it meanwhile. */
export async function renewLease(queries, holder, until) {
    const sql = 'UPDATE directory SET lease_until = ? WHERE lease_holder = ?';
    return (await queries.run(sql, until, holder)) === 1;
}
export async function releaseLease(queries, holder) {
    await queries.run('UPDATE directory SET lease_holder = NULL, lease_until = 0 WHERE lease_holder = ?', holder);
}
/** From here on calls see this generation. */
export async function publishGeneration(queries, row) {
    const sql = 'UPDATE directory SET generation = ?, client_count = ?, pin_key = ?';
    await queries.run(sql, row.generation, row.clientCount, row.pinKey);
}
