import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import type { Database, Value } from '../../src/store/database.ts'
import { openDatabase } from '../../src/store/open.ts'
import { startPostgresServer } from './postgres-server.ts'

export type TestDatabase = {
  kind: Database['kind']
  /** The URL of an empty database, gone when the test is over. */
  url(): Promise<string>
}

/** The databases that a store test runs against, each test of its own: `for (const database of await databases())`. */
export async function databases(): Promise<TestDatabase[]> {
  const sqlite: TestDatabase = { kind: 'sqlite', url: async () => `file:${temporaryFolder()}/test.db` }
  const server = await startPostgresServer()
  afterAll(() => server?.remove())
  return server ? [sqlite, { kind: 'postgres', url: () => server.createDatabase() }] : [sqlite]
}

/** An open, migrated, empty database that is closed when the test is over. */
export async function openFresh(database: TestDatabase): Promise<Database> {
  return openForTest(await database.url())
}

/** Opens a database and closes it when the test is over. */
export async function openForTest(url: string): Promise<Database> {
  const opened = await openDatabase(url)
  onTestFinished(() => opened.close())
  return opened
}

/** A folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** How SQLite would execute a query, a line for each step. */
export async function planOf(database: Database, sql: string, values: Value[]): Promise<string[]> {
  const plan = await database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values)
  return plan.map(({ detail }) => detail)
}
