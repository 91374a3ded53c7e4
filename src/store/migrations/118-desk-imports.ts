import type { Migration } from './migration.ts'

/** Who loaded a file at the desk, and what that did to the people on file. */
export const deskImports: Migration = {
  version: 118,
  statements: [
    `CREATE TABLE IF NOT EXISTS desk_imports (
      id TEXT PRIMARY KEY,
      at BIGINT NOT NULL,
      account TEXT NOT NULL,
      added INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      unchanged INTEGER NOT NULL,
      removed INTEGER NOT NULL
    )`,
  ],
}
