/** The statements of one connection, each prepared once. They run at once and to their end: SQLite is in-process. */
export class Statements {
    #connection;
    #prepared = new Map();
    constructor(connection) {
        this.#connection = connection;
    }
    async get(sql, ...values) {
        // The caller, who wrote the SQL beside it, knows what a row looks like.
        return this.#prepare(sql).get(...values);
    }
    async all(sql, ...values) {
        // As in get.
        return this.#prepare(sql).all(...values);
    }
    async run(sql, ...values) {
        return this.#prepare(sql).run(...values).changes;
    }
    #prepare(sql) {
        const known = this.#prepared.get(sql);
        if (known)
            return known;
        const statement = this.#connection.prepare(sql);
        this.#prepared.set(sql, statement);
        return statement;
    }
}
