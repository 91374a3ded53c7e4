import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const OWNER_ONLY = 0o600
const OTHERS = 0o077

/**
 * Creates the database's file, and our own folder, for their owner alone. SQLite gives its -wal and -shm files the mode of
 * the database. Files that already exist are closed to others, too; a folder that already exists is left as it is.
 * @throws ENOENT or ENOTDIR when there is no such folder
 */
export function createPrivately(file: string): void {
  prepareFolder(dirname(file))
  for (const beside of [`${file}-wal`, `${file}-shm`]) closeToOthers(beside)
  if (!closeToOthers(file)) closeSync(openSync(file, 'a', OWNER_ONLY))
}

/** Makes our own folder, `data`. Any other must exist: a misspelt one would become a second, empty line. */
function prepareFolder(folder: string): void {
  const isOurs = `${resolve(folder)}/`.startsWith(`${resolve('data')}/`)
  if (isOurs) mkdirSync(folder, { recursive: true, mode: 0o700 })
  else statSync(`${folder}/.`)
}

/** False when there is no such file. Somebody else's file stays as it is: whether it can be used, SQLite will tell. */
function closeToOthers(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile() || (found.mode & OTHERS) === 0) return found !== undefined
  try {
    chmodSync(file, OWNER_ONLY)
  } catch {}
  return true
}
