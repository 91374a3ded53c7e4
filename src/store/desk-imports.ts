import type { Queries } from './database.ts'

/** A file that was loaded at the desk. */
export type DeskImport = {
  at: number
  account: string
  added: number
  changed: number
  unchanged: number
  removed: number
}

const LAST = `SELECT at, account, added, changed, unchanged, removed FROM desk_imports ORDER BY at DESC LIMIT 10`

export async function recordDeskImport(queries: Queries, id: string, row: DeskImport): Promise<void> {
  const { at, account, added, changed, unchanged, removed } = row
  await queries.run(
    'INSERT INTO desk_imports (id, at, account, added, changed, unchanged, removed) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[id, at, account, added, changed, unchanged, removed],
  )
}

/** The last ones, newest first. */
export function lastDeskImports(queries: Queries): Promise<DeskImport[]> {
  return queries.all(LAST)
}
