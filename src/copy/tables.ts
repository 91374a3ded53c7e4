import { openDatabase } from '../store/open.ts'

export type Table = { name: string; columns: string[]; key: string[] }

/** This says which clients calls see: copied last, it keeps what is half copied invisible. */
const LAST = 'directory'
const TABLES = `SELECT name FROM sqlite_master
  WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_version' ORDER BY rowid`
const COLUMNS = 'SELECT name, pk AS "keyPlace" FROM pragma_table_info(?) ORDER BY cid'

/** Every table of the schema that this code knows, as an empty database has them; those referred to come first. */
export async function readTables(): Promise<Table[]> {
  const model = await openDatabase('file::memory:')
  try {
    const tables: Table[] = []
    for (const { name } of await model.all<{ name: string }>(TABLES)) {
      tables.push(toTable(name, await model.all<Column>(COLUMNS, name)))
    }
    return tables.sort((a, b) => Number(a.name === LAST) - Number(b.name === LAST))
  } finally {
    await model.close()
  }
}

/** SQLite's description of a column; 0 when it is not part of the key. */
type Column = { name: string; keyPlace: number }

function toTable(name: string, columns: Column[]): Table {
  const key = columns.filter(({ keyPlace }) => keyPlace > 0).sort((a, b) => a.keyPlace - b.keyPlace)
  const names = (some: Column[]) => some.map((column) => column.name)
  return { name, columns: names(columns), key: names(key) }
}
