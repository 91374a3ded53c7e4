import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pinSecretFault } from '../../import/load.ts'
import { type Database, DatabaseUnusable, type Queries } from '../../store/database.ts'
import { readDirectoryRow } from '../../store/directory-row.ts'
import { migrations } from '../../store/migrations/list.ts'
import { connectDatabase, databaseFile } from '../../store/open.ts'
import { whyUnusable } from '../../store/why-unusable.ts'
import type { Context } from '../context.ts'
import { fail, ok, type Result, warn } from '../finding.ts'

/** The database can be reached and written, and its schema is ours. Nothing in it is changed. */
export async function checkDatabase({ config }: Context): Promise<Result> {
  const url = config.DATABASE_URL
  let database: Database | undefined
  try {
    if (url.startsWith('file:') && !existsSync(databaseFile(url))) return judgeNewFile(databaseFile(url))
    database = await connectDatabase(url)
    return await lookInto(database, config.PIN_SECRET)
  } catch (error) {
    const { message } = error instanceof DatabaseUnusable ? error : whyUnusable(url, error)
    return fail(message.replace(/\.$/, ''), 'check DATABASE_URL and the rights of this user')
  } finally {
    await database?.close()
  }
}

function judgeNewFile(file: string): Result {
  let folder = dirname(resolve(file))
  while (!existsSync(folder)) folder = dirname(folder)
  if (!statSync(folder).isDirectory())
    return fail(`${folder} is not a folder`, 'name another file in DATABASE_URL')
  try {
    accessSync(folder, constants.W_OK)
    return ok('the first start will make it')
  } catch {
    return fail(
      `${folder} cannot be written to`,
      'name another file in DATABASE_URL, or give this user the right',
    )
  }
}

async function lookInto(database: Database, pinSecret: string): Promise<Result> {
  const version = await readVersion(database)
  if (version === undefined) return ok('empty; the first start will prepare it')
  if (version > migrations.length) {
    const says = `its schema is ${version}, and this frontdesk knows only ${migrations.length}`
    return fail(says, 'update frontdesk ("git pull && npm ci")')
  }
  if (version < migrations.length) {
    return ok(`writable; the next start brings its schema from ${version} to ${migrations.length}`)
  }
  const fault = await pinSecretFault(database, pinSecret)
  if (fault)
    return fail(fault.replace(/\.$/, ''), 'set PIN_SECRET to the secret that the clients were imported with')
  return judgeClients(await readDirectoryRow(database))
}

function judgeClients(row: { clientCount: number } | undefined): Result {
  if (!row?.clientCount) return warn('nobody is on file', 'run "npm run import -- FILE.csv"')
  return ok(`writable, schema ${migrations.length}, ${row.clientCount} on file`)
}

/** Reads the version while writing, and takes the writing back. */
async function readVersion(database: Database): Promise<number | undefined> {
  let version: number | undefined
  const work = async (queries: Queries) => {
    const sql = 'UPDATE schema_version SET version = version RETURNING version'
    version = (await queries.get<{ version: number }>(sql))?.version
    throw new Undo()
  }
  await database.transaction(work).catch((error: unknown) => {
    if (!(error instanceof Undo) && !isMissingTable(error)) throw error
  })
  return version
}

/** Ends a transaction without keeping it. */
class Undo extends Error {}

/** PostgreSQL has a code for it; SQLite only says so. */
function isMissingTable(error: unknown): boolean {
  return (
    error instanceof Error && /no such table|relation "schema_version" does not exist/.test(error.message)
  )
}
