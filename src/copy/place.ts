import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { databaseFile } from '../store/open.ts'

const POSTGRES_PORT = '5432'

/** Where a database is, without user and password: equal for all spellings of its URL. Undefined when it is not known. */
export function placeOf(url: string): string | undefined {
  try {
    return url.startsWith('file:') ? `file:${pathOf(databaseFile(url))}` : serverPlace(new URL(url))
  } catch {
    // Opening the database explains what is wrong with such a URL.
    return undefined
  }
}

function pathOf(file: string): string {
  return existsSync(file) ? realpathSync(file) : resolve(file)
}

function serverPlace({ hostname, port, pathname, searchParams }: URL): string | undefined {
  // Without a name it is a database named after the user.
  if (pathname.length <= 1) return undefined
  const [host, its] = [searchParams.get('host') ?? hostname.toLowerCase(), searchParams.get('port') ?? port]
  return `postgres://${host}:${its || POSTGRES_PORT}${pathname}`
}
