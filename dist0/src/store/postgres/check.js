import { DatabaseUnusable } from '../database.js';
const OLDEST = 14;
/** Refuses a PostgreSQL that is too old. What only speaks its protocol (CockroachDB, YugabyteDB) counts differently. */
export async function checkPostgres(queries) {
    const row = await queries.get('SELECT version() AS version');
    const version = /^PostgreSQL (\d+)(?!.*-YB-)/.exec(row?.version ?? '')?.[1];
    if (version && Number(version) < OLDEST) {
        throw new DatabaseUnusable(`PostgreSQL ${version} is too old: frontdesk needs ${OLDEST} or later.`);
    }
}
