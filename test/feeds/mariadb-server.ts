import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createConnection } from 'mysql2/promise'
import { freePort } from '../../src/server/free-port.ts'

export type MariaDbServer = {
  /** Of an empty database, for its administrator. */
  url: string
  port: number
  stop(): Promise<void>
}

/** Debian keeps servers where only root looks for them. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
/** Debian's "nobody": like PostgreSQL, MariaDB is not run as root. */
const NOBODY = 65_534

/** Starts a real MariaDB, Debian's, for the tests of one file; undefined, said aloud, where there is none. */
export async function startMariaDb(): Promise<MariaDbServer | undefined> {
  const [server, setUp, readDefaults] = ['mariadbd', 'mariadb-install-db', 'my_print_defaults'].map(find)
  if (server && setUp && readDefaults) return start(server, setUp)
  console.warn(
    'SKIPPED: no test ran on MariaDB, because it is not here (apt-get install mariadb-server-core mariadb-client-core)',
  )
  return undefined
}

function find(program: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, program)).find((file) => existsSync(file))
}

async function start(server: string, setUp: string): Promise<MariaDbServer> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-mariadb-'))
  const isRoot = userInfo().uid === 0
  if (isRoot) chownSync(folder, NOBODY, NOBODY)
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {}
  const given = ['--no-defaults', `--datadir=${folder}`]
  const accounts = ['--auth-root-authentication-method=normal', '--skip-test-db']
  await promisify(execFile)(setUp, [...given, ...accounts], { ...user, cwd: folder })
  const places = [`--socket=${folder}/socket`, `--port=${port}`, '--bind-address=127.0.0.1']
  const child = spawn(server, [...given, ...places], { ...user, cwd: folder, stdio: 'ignore' })
  const ended = once(child, 'exit')
  const url = `mysql://root@127.0.0.1:${port}/`
  while (child.exitCode === null) {
    const connection = await createConnection(url).catch(() => wait(50))
    if (!connection) continue
    await connection.query('CREATE DATABASE office')
    await connection.end()
    const stop = async () => {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    }
    return { url: `${url}office`, port, stop }
  }
  throw new Error('MariaDB ended at once')
}
