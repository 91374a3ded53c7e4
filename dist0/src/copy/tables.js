import { openDatabase } from '../store/open.js';
/** This says which clients calls see: copied last, it keeps what is half copied invisible. */
const LAST = 'directory';
const TABLES = `SELECT name FROM sqlite_master
  WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_version' ORDER BY rowid`;
const COLUMNS = 'SELECT name, pk AS "keyPlace" FROM pragma_table_info(?) ORDER BY cid';
/** Every table of the schema that this code knows, as an empty database has them; those referred to come first. */
export async function readTables() {
    const model = await openDatabase('file::memory:');
    try {
        const tables = [];
        for (const { name } of await model.all(TABLES)) {
            tables.push(toTable(name, await model.all(COLUMNS, name)));
        }
        return tables.sort((a, b) => Number(a.name === LAST) - Number(b.name === LAST));
    }
    finally {
        await model.close();
    }
}
function toTable(name, columns) {
    const key = columns.filter(({ keyPlace }) => keyPlace > 0).sort((a, b) => a.keyPlace - b.keyPlace);
    const names = (some) => some.map((column) => column.name);
    return { name, columns: names(columns), key: names(key) };
}
