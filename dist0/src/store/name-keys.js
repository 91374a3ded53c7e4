import { readDirectoryRow } from './directory-row.js';
/** How many keys one look-up takes; a shorter list is filled with its last one, so that the text stays the same. */
export const KEYS_A_LOOKUP = 24;
const VISIBLE = `c.since <= (SELECT generation FROM directory)
  AND (c.until IS NULL OR c.until > (SELECT generation FROM directory))`;
const BEARERS = `SELECT c.name_key AS key, COUNT(*) AS bearers FROM clients c
  WHERE c.name_key IN (${Array(KEYS_A_LOOKUP).fill('?').join(', ')}) AND ${VISIBLE} GROUP BY c.name_key`;
const PAGE = `SELECT name_key AS key, COUNT(*) AS bearers FROM clients WHERE name_key > ?
  GROUP BY name_key ORDER BY name_key LIMIT ?`;
/** Which of these names are on file, by their keys, and how many people bear each. */
export async function countBearers(queries, keys) {
    const some = keys.slice(0, KEYS_A_LOOKUP);
    const last = some.at(-1);
    if (last === undefined)
        return new Map();
    const padding = Array(KEYS_A_LOOKUP - some.length).fill(last);
    const rows = await queries.all(BEARERS, ...some, ...padding);
    return new Map(rows.map(({ key, bearers }) => [key, Number(bearers)]));
}
/** The next names after this one, in the database's order; those of versions that calls do not see are among them. */
export async function readNamesAfter(queries, key, limit) {
    return queries.all(PAGE, key, limit);
}
/** Changes with every import. */
export async function readGeneration(queries) {
    return (await readDirectoryRow(queries))?.generation ?? 0;
}
