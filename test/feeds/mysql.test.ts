import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { expect, onTestFinished, test } from 'vitest'
import { readFeedsYaml } from '../../src/feeds/feeds-file.ts'
import { runFeed } from '../../src/feeds/run-feed.ts'
import { findOnFile } from '../../src/store/clients.ts'
import { openForTest, temporaryFolder } from '../store/databases.ts'

/** Debian's, from the package mariadb-server-core, unless another one is named. */
const program = process.env.MARIADBD ?? '/usr/sbin/mariadbd'
const isThere = existsSync(program)
if (!isThere)
  console.log(
    `Skipped: the queries on MariaDB, as there is no ${program} (apt-get install mariadb-server-core)`,
  )

/** Starts a MariaDB without accounts; returns the URL of an empty database. */
async function startMariaDb(): Promise<string> {
  const folder = temporaryFolder()
  const port = await freePort()
  const places = [
    `--datadir=${folder}`,
    `--socket=${folder}/socket`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
  ]
  const child = spawn(program, ['--no-defaults', '--user=root', '--skip-grant-tables', ...places], {
    stdio: 'ignore',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const url = `mysql://root@127.0.0.1:${port}/`
  for (;;) {
    if (child.exitCode !== null) throw new Error('MariaDB ended')
    const connection = await createConnection(url).catch(() => wait(50))
    if (!connection) continue
    await connection.query('CREATE DATABASE office')
    await connection.end()
    return `${url}office`
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test.skipIf(!isThere)('a query on MariaDB is streamed in a transaction that cannot write', async () => {
  const url = await startMariaDb()
  const office = await createConnection(url)
  await office.query('CREATE TABLE visits (id INT PRIMARY KEY, who TEXT, born DATE, starts DATETIME)')
  const rows = Array.from(
    { length: 2_500 },
    (_, at) => `(${at}, 'Person Number${at}', '1966-05-12', '2030-12-15 14:00')`,
  )
  await office.query(`INSERT INTO visits VALUES ${rows.join()}`)
  await office.end()
  const database = await openForTest('file::memory:')
  const run = async (query: string, address = url) => {
    const yaml = `feeds:\n  shop: { sql: $DB, query: ${JSON.stringify(query)} }\n`
    const read = readFeedsYaml(yaml, { DB: address })
    const feed = 'feeds' in read ? read.feeds[0] : undefined
    if (!feed) throw new Error(JSON.stringify(read))
    const settings = { pinSecret: 'a secret of the tests', pinLength: 4, timeZone: 'America/New_York' }
    const { signal } = new AbortController()
    return runFeed(feed, { database, settings, now: Date.now, signal })
  }
  const query = 'SELECT id, who AS name, born AS pin, starts AS appointment_at FROM visits'
  expect(await run(query)).toMatchObject({ kind: 'loaded', changes: { added: 2_500 } })
  expect((await findOnFile(database, ['7'])).get('7')?.appointments).toEqual([
    { at: Date.parse('2030-12-15T19:00Z'), note: '' },
  ])
  expect(await run('DELETE FROM visits')).toMatchObject({
    says: 'shop: the query would write: the transaction is read-only',
  })
  expect(await run('SELECT nothing FROM visits')).toMatchObject({
    says: 'shop: the query names a column that does not exist',
  })
  expect(await run(query, 'mysql://root:secret-word@127.0.0.1:1/office')).toMatchObject({
    says: 'shop: no database listens there',
  })
})
