import { DatabaseUnusable } from '../database.js';
import { migrations } from './list.js';
/** A big table's new index takes its time, and other servers that start wait for it. */
const PATIENCE_MS = 10 * 60_000;
/** Brings the schema to what this code knows. Servers that start at once take turns, and the last ones find it done. */
export async function migrate(database) {
    await createVersionTable(database);
    let version = 0;
    do {
        const next = (queries) => migrateOnce(queries, database.kind);
        version = await database.transaction(next, { patienceMs: PATIENCE_MS });
    } while (version < migrations.length);
    if (version > migrations.length) {
        throw new DatabaseUnusable(`The database has schema ${version}, and this frontdesk knows only ${migrations.length}: update frontdesk.`);
    }
}
async function createVersionTable(database) {
    const work = async (queries) => {
        await queries.run(`CREATE TABLE IF NOT EXISTS schema_version (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      version INTEGER NOT NULL
    )`);
        await queries.run('INSERT INTO schema_version (only_row, version) VALUES (1, 0) ON CONFLICT DO NOTHING');
    };
    await database.transaction(work, { patienceMs: PATIENCE_MS });
}
/** Runs the next migration, if there is one, and says which version the schema has now. */
async function migrateOnce(queries, kind) {
    // An update that changes nothing locks the row until the transaction ends, on every database.
    const row = await queries.get('UPDATE schema_version SET version = version WHERE only_row = 1 RETURNING version');
    const version = row?.version ?? 0;
    const next = migrations[version];
    if (!next)
        return version;
    for (const statement of [...next.statements, ...(next[kind] ?? [])])
        await queries.run(statement);
    await queries.run('UPDATE schema_version SET version = ?', version + 1);
    return version + 1;
}
