const known = new Map();
/** The named prepared statement for an SQL text: `?` becomes `$1`, `$2`, …, except inside quoted text. */
export function prepared(sql) {
    const statement = known.get(sql);
    if (statement)
        return statement;
    let count = 0;
    const text = sql.replace(/'[^']*'|\?/g, (found) => (found === '?' ? `$${++count}` : found));
    const made = { name: `s${known.size + 1}`, text };
    known.set(sql, made);
    return made;
}
