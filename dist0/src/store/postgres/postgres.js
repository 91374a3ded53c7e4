import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { PATIENCE_MS } from '../database.js';
import { cleaned, isConflict } from './errors.js';
import { Statements } from './statements.js';
const CONNECTIONS = 10;
const ATTEMPTS = 10;
/** Longer than the server's own limit, for a server that is gone and says nothing. */
const SILENCE_MS = PATIENCE_MS + 500;
const ROLLBACK_MS = 500;
/** BIGINT and NUMERIC (counts, times, sums of them) as numbers: all of ours are below 2^53. */
const types = {
    getTypeParser: (oid, format) => oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC
        ? Number
        : pg.types.getTypeParser(oid, format),
};
/** Opens a pool of connections; the first query connects. */
export function openPostgres(url) {
    const pool = new pg.Pool({
        connectionString: url,
        application_name: 'frontdesk',
        max: CONNECTIONS,
        connectionTimeoutMillis: PATIENCE_MS,
        statement_timeout: PATIENCE_MS,
        query_timeout: SILENCE_MS,
        keepAlive: true,
        types,
    });
    // A connection lost while idle, or between two queries, is an event; unheard it would end the process. Its next
    // user gets an error or, from the pool, a new connection.
    pool.on('error', () => { });
    pool.on('connect', (client) => client.on('error', () => { }));
    return new PostgresDatabase(pool);
}
class PostgresDatabase {
    kind = 'postgres';
    #pool;
    #statements;
    constructor(pool) {
        this.#pool = pool;
        this.#statements = new Statements(pool);
    }
    get(sql, ...values) {
        return this.#statements.get(sql, ...values);
    }
    all(sql, ...values) {
        return this.#statements.all(sql, ...values);
    }
    run(sql, ...values) {
        return this.#statements.run(sql, ...values);
    }
    async transaction(work, options = {}) {
        for (let attempt = 1;; attempt++) {
            try {
                return await this.#transact(work, options.patienceMs);
            }
            catch (error) {
                if (attempt === ATTEMPTS || !isConflict(error))
                    throw cleaned(error);
            }
            await wait(attempt * 5 * Math.random());
        }
    }
    close() {
        return this.#pool.end();
    }
    async #transact(work, patienceMs) {
        const client = await this.#pool.connect();
        let isBroken = false;
        try {
            await client.query(patienceMs ? `BEGIN; SET LOCAL statement_timeout = ${patienceMs}` : 'BEGIN');
            const result = await work(new Statements(client, patienceMs));
            await client.query('COMMIT');
            return result;
        }
        catch (error) {
            isBroken = !(await isRolledBack(client));
            throw error;
        }
        finally {
            client.release(isBroken);
        }
    }
}
/** False when the connection is of no more use: lost, or still stuck in the query that failed. */
async function isRolledBack(client) {
    // The types do not know that a query can have a time limit of its own.
    const rollback = {
        text: 'ROLLBACK',
        query_timeout: ROLLBACK_MS,
    };
    return client.query(rollback).then(() => true, () => false);
}
