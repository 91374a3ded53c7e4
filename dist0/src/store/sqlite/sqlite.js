import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { retryBusy } from './retry-busy.js';
import { Statements } from './statements.js';
import { Turns } from './turns.js';
const MEMORY = ':memory:';
/** Pages in the write-ahead log before it is copied into the file: most of them changed many times, copied once. */
const CHECKPOINT_PAGES = 4_000;
/** Opens the file, and makes it and its folder when they are not there; `:memory:` is a database of its own. */
export async function openSqlite(file) {
    if (file !== MEMORY)
        mkdirSync(dirname(file), { recursive: true });
    const connection = new Sqlite(file, { timeout: 0 });
    try {
        // Readers and the writer do not wait for each other.
        await retryBusy(() => connection.pragma('journal_mode = WAL'));
        // A power cut may take the last moments of an undurable transaction, never the file's consistency.
        connection.pragma('synchronous = NORMAL');
        connection.pragma('foreign_keys = ON');
        connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    }
    catch (error) {
        connection.close();
        throw error;
    }
    return new SqliteDatabase(connection);
}
class SqliteDatabase {
    kind = 'sqlite';
    #connection;
    #statements;
    #turns = new Turns();
    constructor(connection) {
        this.#connection = connection;
        this.#statements = new Statements(connection);
    }
    get(sql, ...values) {
        return this.#single(() => this.#statements.get(sql, ...values));
    }
    all(sql, ...values) {
        return this.#single(() => this.#statements.all(sql, ...values));
    }
    run(sql, ...values) {
        return this.#single(() => this.#statements.run(sql, ...values));
    }
    /** The turn is given back while another process holds the lock, so that reads go on meanwhile. */
    transaction(work, options = {}) {
        const isDurable = options.durable ?? false;
        return retryBusy(() => this.#turns.take(() => this.#transact(work, isDurable)), options.patienceMs);
    }
    async close() {
        await this.#turns.take(() => this.#connection.close());
    }
    /** A statement outside a transaction: at once, unless one is open on this connection. */
    #single(statement) {
        return retryBusy(() => (this.#turns.areTaken ? this.#turns.take(statement) : statement()));
    }
    async #transact(work, isDurable) {
        // In WAL mode FULL flushes the log at each commit. It cannot be changed once the transaction has begun.
        if (isDurable)
            this.#connection.pragma('synchronous = FULL');
        try {
            // IMMEDIATE takes the write lock now: a read turned into a write later could fail half-way.
            this.#connection.exec('BEGIN IMMEDIATE');
            const result = await work(this.#statements);
            this.#connection.exec('COMMIT');
            return result;
        }
        finally {
            if (this.#connection.inTransaction)
                this.#connection.exec('ROLLBACK');
            if (isDurable)
                this.#connection.pragma('synchronous = NORMAL');
        }
    }
}
