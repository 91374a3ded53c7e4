/** Rows that are read at once, and written in one transaction. */
const PAGE = 500;
/** All rows of a table in pages, in the order of its key; from after a key, when one is given. */
export async function* pagesOf(queries, table, after) {
    for (let last = after;;) {
        const page = await queries.all(selectText(table, last !== undefined), ...(last ?? []));
        const lastRow = page.at(-1);
        if (!lastRow)
            return;
        yield page;
        last = keyOf(table, lastRow);
    }
}
/** Writes rows; one that is there already is changed only where it differs. */
export async function writeRows(queries, table, rows) {
    const values = rows.flatMap((row) => table.columns.map((column) => row[column] ?? null));
    await queries.run(upsertText(table, rows.length), ...values);
}
export async function isOnFile(queries, table, row) {
    const sql = `SELECT 1 AS one FROM ${table.name} WHERE ${isKey(table)}`;
    return (await queries.get(sql, ...keyOf(table, row))) !== undefined;
}
export async function removeRow(queries, table, row) {
    await queries.run(`DELETE FROM ${table.name} WHERE ${isKey(table)}`, ...keyOf(table, row));
}
export function keyOf(table, row) {
    return table.key.map((column) => row[column] ?? null);
}
function selectText({ name, columns, key }, isAfter) {
    const where = isAfter ? `WHERE (${list(key)}) > (${places(key.length)})` : '';
    return `SELECT ${list(columns)} FROM ${name} ${where} ORDER BY ${list(key)} LIMIT ${PAGE}`;
}
function upsertText({ name, columns, key }, rows) {
    const values = Array(rows)
        .fill(`(${places(columns.length)})`)
        .join(', ');
    const others = columns.filter((column) => !key.includes(column));
    const changes = others.map((column) => `"${column}" = excluded."${column}"`).join(', ');
    const differs = others.map((column) => `${name}."${column}" IS DISTINCT FROM excluded."${column}"`);
    return `INSERT INTO ${name} (${list(columns)}) VALUES ${values}
    ON CONFLICT (${list(key)}) DO UPDATE SET ${changes} WHERE ${differs.join(' OR ')}`;
}
function isKey({ key }) {
    return `(${list(key)}) = (${places(key.length)})`;
}
function list(columns) {
    return columns.map((column) => `"${column}"`).join(', ');
}
function places(count) {
    return Array(count).fill('?').join(', ');
}
