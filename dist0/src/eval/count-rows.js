/** The same queries, counting the rows that come back. */
export function countRows(queries, count) {
    const counted = (rows) => {
        count.rows += rows.length;
        return rows;
    };
    return {
        get: async (sql, ...values) => {
            const row = await queries.get(sql, ...values);
            if (row !== undefined)
                count.rows++;
            return row;
        },
        all: async (sql, ...values) => counted(await queries.all(sql, ...values)),
        run: (sql, ...values) => queries.run(sql, ...values),
    };
}
