import { fileURLToPath } from 'node:url';
import { DatabaseUnusable } from './database.js';
import { migrate } from './migrations/migrate.js';
import { checkPostgres } from './postgres/check.js';
import { openPostgres } from './postgres/postgres.js';
import { openSqlite } from './sqlite/sqlite.js';
import { whyUnusable } from './why-unusable.js';
/** Opens what DATABASE_URL names and brings its schema up to date; a DatabaseUnusable says in a sentence why not. */
export async function openDatabase(url) {
    let database;
    try {
        database = await connect(url);
        await migrate(database);
        return database;
    }
    catch (error) {
        await database?.close();
        throw error instanceof DatabaseUnusable ? error : whyUnusable(url, error);
    }
}
async function connect(url) {
    if (/^postgres(ql)?:\/\//.test(url)) {
        const database = openPostgres(url);
        await checkPostgres(database);
        return database;
    }
    if (url.startsWith('file:'))
        return openSqlite(databaseFile(url));
    throw new DatabaseUnusable('DATABASE_URL wants file:./path/to/file.db or postgres://user:password@host/database.');
}
/** `file:///an/absolute/path` is a URL; `file:./data/a.db` is a path, from where the command was started. */
export function databaseFile(url) {
    return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
}
