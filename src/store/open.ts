import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Database, DatabaseUnusable } from './database.ts'
import { migrate } from './migrations/migrate.ts'
import { whyUnusable } from './why-unusable.ts'

/**
 * Opens what DATABASE_URL names and brings its schema up to date.
 * @throws DatabaseUnusable
 */
export async function openDatabase(url: string): Promise<Database> {
  try {
    const database = await connectDatabase(url)
    try {
      await migrate(database, url)
      return database
    } catch (error) {
      await database.close()
      throw error
    }
  } catch (error) {
    throw error instanceof DatabaseUnusable ? error : whyUnusable(url, error)
  }
}

/** Opens what DATABASE_URL names as it is, without touching its schema. Only this kind of database is loaded. */
export async function connectDatabase(url: string): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(url)) {
    const { openPostgres } = await import('./postgres/database.ts')
    return openPostgres(url)
  }
  if (url.startsWith('file:')) {
    const file = databaseFile(url)
    requireFolder(dirname(file))
    const { openSqlite } = await import('./sqlite/database.ts')
    return openSqlite(file)
  }
  throw new DatabaseUnusable(
    'DATABASE_URL must be file:./path/to/file.db or postgres://user:password@host/database.',
  )
}

/** Our own folder, `data`, is made. Any other must exist: a misspelt one would become a second, empty line. */
export function requireFolder(folder: string): void {
  if (!`${resolve(folder)}/`.startsWith(`${resolve('data')}/`)) statSync(`${folder}/.`)
}

/** `file:///an/absolute/path` is a URL; `file:./data/a.db` is a path, from where the command was started. */
export function databaseFile(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length)
}
