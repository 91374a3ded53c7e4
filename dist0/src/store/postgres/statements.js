import { cleaned } from './errors.js';
import { prepared } from './placeholders.js';
/** Statements on the pool or on one of its connections, each prepared once a connection. */
export class Statements {
    #connection;
    #limits;
    constructor(connection, patienceMs) {
        this.#connection = connection;
        this.#limits = patienceMs ? { query_timeout: patienceMs } : {};
    }
    async get(sql, ...values) {
        const { rows } = await this.#query(sql, values);
        // The caller, who wrote the SQL beside it, knows what a row looks like.
        return rows[0];
    }
    async all(sql, ...values) {
        const { rows } = await this.#query(sql, values);
        // As in get.
        return rows;
    }
    async run(sql, ...values) {
        const { rowCount } = await this.#query(sql, values);
        return rowCount ?? 0;
    }
    async #query(sql, values) {
        try {
            return await this.#connection.query({ ...prepared(sql), ...this.#limits, values });
        }
        catch (error) {
            throw cleaned(error);
        }
    }
}
