import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { samplesOnFile } from '../../import/sample-clients.ts'
import { type PinSettings, pinFault } from '../../pins/pin-secret.ts'
import { type Database, DatabaseUnusable } from '../../store/database.ts'
import { readDirectoryRow } from '../../store/directory-row.ts'
import { isFromBeforeRelease, SCHEMA_VERSION } from '../../store/migrations/list.ts'
import { readSchemaVersion } from '../../store/migrations/migrate.ts'
import { connectDatabase, databaseFile, requireFolder } from '../../store/open.ts'
import { whyUnusable } from '../../store/why-unusable.ts'
import type { Context } from '../context.ts'
import { fail, ok, type Result, warn } from '../finding.ts'

/** Checks that the database can be reached and written to, and that its schema is ours. Nothing in it is changed. */
export async function checkDatabase({ config }: Context): Promise<Result> {
  const url = config.DATABASE_URL
  let database: Database | undefined
  try {
    if (url.startsWith('file:') && !existsSync(databaseFile(url))) return judgeNewFile(databaseFile(url))
    database = await connectDatabase(url)
    return await lookInto(database, { pinSecret: config.PIN_SECRET, pinLength: config.PIN_LENGTH })
  } catch (error) {
    const { message } = error instanceof DatabaseUnusable ? error : whyUnusable(url, error)
    return fail(message.replace(/\.$/, ''), 'check DATABASE_URL and the rights of this user')
  } finally {
    await database?.close()
  }
}

function judgeNewFile(file: string): Result {
  requireFolder(dirname(file))
  let folder = dirname(resolve(file))
  while (!existsSync(folder)) folder = dirname(folder)
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

async function lookInto(database: Database, pins: PinSettings): Promise<Result> {
  const version = await readSchemaVersion(database)
  if (version === undefined) return ok('empty; the first start will prepare it')
  if (version > SCHEMA_VERSION) {
    const says = `its schema is ${version}, and this frontdesk knows only ${SCHEMA_VERSION}`
    return fail(says, 'update frontdesk ("git pull && npm ci")')
  }
  if (isFromBeforeRelease(version)) {
    return fail(
      `its schema (${version}) is from before the first release`,
      'remove the database, or set DATABASE_URL to a new one, and import your clients again',
    )
  }
  if (version < SCHEMA_VERSION) {
    return ok(`writable; the next start brings its schema from ${version} to ${SCHEMA_VERSION}`)
  }
  const fault = await pinFault(database, pins)
  if (fault)
    return fail(
      fault.replace(/\.$/, ''),
      `set ${fault.split(' ')[0]} to what it was when the clients were imported`,
    )
  return judgeClients(await readDirectoryRow(database), await samplesOnFile(database))
}

function judgeClients(row: { clientCount: number } | undefined, samples: string[]): Result {
  if (!row?.clientCount) return warn('nobody is on file', 'run "npm run import -- FILE.csv"')
  if (samples.length > 0) {
    const says = `the sample clients, whose PINs are public, are on file: ${samples.join(', ')}`
    return warn(says, 'import your clients with --replace, or run "npm run erase -- --client ID"')
  }
  return ok(`writable, schema ${SCHEMA_VERSION}, ${row.clientCount} on file`)
}
