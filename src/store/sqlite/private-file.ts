import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const OWNER_ONLY = 0o600
const OTHERS = 0o077

/**
 * Creates the database's file and its folder, for their owner alone. SQLite gives its -wal and -shm files the mode of
 * the database. Files that already exist are closed to others, too; a folder that already exists is left as it is.
 */
export function createPrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  for (const beside of [`${file}-wal`, `${file}-shm`]) closeToOthers(beside)
  if (!closeToOthers(file)) closeSync(openSync(file, 'a', OWNER_ONLY))
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
