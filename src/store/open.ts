import { fileURLToPath } from 'node:url'
import { type Database, DatabaseUnusable } from './database.ts'
import { migrate } from './migrations/migrate.ts'
import { checkPostgres } from './postgres/check.ts'
import { openPostgres } from './postgres/database.ts'
import { openSqlite } from './sqlite/database.ts'
import { whyUnusable } from './why-unusable.ts'

/** Opens what DATABASE_URL names and brings its schema up to date; a DatabaseUnusable says in a sentence why not. */
export async function openDatabase(url: string): Promise<Database> {
  try {
    const database = await connectDatabase(url)
    return await openIf(migrate(database, url), database)
  } catch (error) {
    throw error instanceof DatabaseUnusable ? error : whyUnusable(url, error)
  }
}

/** Opens what DATABASE_URL names as it is, without touching its schema. */
export async function connectDatabase(url: string): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(url)) {
    const database = openPostgres(url)
    return openIf(checkPostgres(database, url), database)
  }
  if (url.startsWith('file:')) return openSqlite(databaseFile(url))
  throw new DatabaseUnusable(
    'DATABASE_URL wants file:./path/to/file.db or postgres://user:password@host/database.',
  )
}

/** The database stays open only when it is well: open connections would keep a command that has failed from ending. */
async function openIf(isWell: Promise<void>, database: Database): Promise<Database> {
  try {
    await isWell
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** `file:///an/absolute/path` is a URL; `file:./data/a.db` is a path, from where the command was started. */
export function databaseFile(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length)
}
