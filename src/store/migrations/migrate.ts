import { type Database, DatabaseUnusable, type Queries } from '../database.ts'
import { describeDatabase } from '../why-unusable.ts'
import { isFromBeforeRelease, migrations, SCHEMA_VERSION } from './list.ts'
import type { Migration } from './migration.ts'

/** A new index on a big table takes minutes, and other servers that start wait for it. */
const MIGRATION_TIMEOUT_MS = 10 * 60_000

/**
 * Brings the schema to SCHEMA_VERSION. Servers that start at once wait for each other, and the last ones have nothing
 * left to do.
 * @throws DatabaseUnusable when the schema is newer, or older than the first release
 */
export async function migrate(database: Database, url: string): Promise<void> {
  await createVersionTable(database)
  let version: number
  do {
    const next = (queries: Queries) => migrateOnce(queries, database.kind, url)
    version = await database.transaction(next, { timeoutMs: MIGRATION_TIMEOUT_MS })
  } while (version < SCHEMA_VERSION)
}

async function createVersionTable(database: Database): Promise<void> {
  const work = async (queries: Queries) => {
    await queries.run(`CREATE TABLE IF NOT EXISTS schema_version (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      version INTEGER NOT NULL
    )`)
    await queries.run('INSERT INTO schema_version (only_row, version) VALUES (1, 0) ON CONFLICT DO NOTHING')
  }
  await database.transaction(work, { timeoutMs: MIGRATION_TIMEOUT_MS })
}

/** Runs the next migration, if there is one, and returns the version of the schema after it. */
async function migrateOnce(queries: Queries, kind: Database['kind'], url: string): Promise<number> {
  const version = (await lockVersion(queries)) ?? 0
  refuseForeign(version, url)
  const next = migrations.find((one) => one.version > version)
  if (!next) return version
  const own = kind === 'postgres' ? await postgresStatements(queries, next) : next.sqlite
  for (const statement of [...next.statements, ...(own ?? [])]) await queries.run(statement)
  await queries.run('UPDATE schema_version SET version = ?', next.version)
  return next.version
}

function refuseForeign(version: number, url: string): void {
  if (version > SCHEMA_VERSION) {
    throw new DatabaseUnusable(
      `${describeDatabase(url)} has schema ${version}, and this frontdesk knows only ${SCHEMA_VERSION}: update frontdesk.`,
    )
  }
  if (isFromBeforeRelease(version)) {
    throw new DatabaseUnusable(
      `${describeDatabase(url)} was made by a frontdesk before its first release (schema ${version}): remove it, or set DATABASE_URL to a new one, and import your clients again.`,
    )
  }
}

async function postgresStatements(queries: Queries, next: Migration): Promise<string[]> {
  const row = await queries.get<{ version: string }>('SELECT version() AS version')
  const isCockroach = row?.version.startsWith('CockroachDB') ?? false
  return [...(next.postgres ?? []), ...((!isCockroach && next.notOnCockroach) || [])]
}

/** An update that changes nothing locks the row until the transaction ends, on every database. */
async function lockVersion(queries: Queries): Promise<number | undefined> {
  const sql = 'UPDATE schema_version SET version = version WHERE only_row = 1 RETURNING version'
  return (await queries.get<{ version: number }>(sql))?.version
}

/**
 * Reads the version of a schema; undefined when the database has none. Fails when the database cannot be written to:
 * it writes the version back, and rolls that back.
 */
export async function readSchemaVersion(database: Database): Promise<number | undefined> {
  let version: number | undefined
  const work = async (queries: Queries) => {
    version = await lockVersion(queries)
    throw new Rollback()
  }
  await database.transaction(work).catch((error: unknown) => {
    if (!(error instanceof Rollback) && !isMissingTable(error)) throw error
  })
  return version
}

/** Ends a transaction without keeping it. */
class Rollback extends Error {}

/** PostgreSQL has a code for it; SQLite only says so. */
function isMissingTable(error: unknown): boolean {
  return (
    error instanceof Error && /no such table|relation "schema_version" does not exist/.test(error.message)
  )
}
