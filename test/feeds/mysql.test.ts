import { createConnection } from 'mysql2/promise'
import { afterAll, expect, test } from 'vitest'
import { readFeedsYaml } from '../../src/feeds/feeds-file.ts'
import { runFeed } from '../../src/feeds/run-feed.ts'
import { findOnFile } from '../../src/store/clients.ts'
import { openForTest } from '../store/databases.ts'
import { startMariaDb } from './mariadb-server.ts'

const server = await startMariaDb()
afterAll(() => server?.stop())

/** A directory, and a way to fill it by a query. */
async function openShop(url: string) {
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
  return { database, run }
}

test.skipIf(!server)('a query on MariaDB is streamed in a transaction that cannot write', async () => {
  const { url = '', port } = server ?? {}
  const office = await createConnection(url)
  await office.query('CREATE TABLE visits (id INT PRIMARY KEY, who TEXT, born DATE, starts DATETIME)')
  const rows = Array.from(
    { length: 2_500 },
    (_, at) => `(${at}, 'Person Number${at}', '1966-05-12', '2030-12-15 14:00')`,
  )
  await office.query(`INSERT INTO visits VALUES ${rows.join()}`)
  await office.query("CREATE USER reader IDENTIFIED BY 'right'")
  await office.query('GRANT SELECT ON office.visits TO reader')
  await office.query('CREATE TABLE secrets (id INT)')
  await office.end()
  const { database, run } = await openShop(url)
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
  const reader = `mysql://reader:right@127.0.0.1:${port}/office`
  expect(await run(query, reader)).toEqual({ kind: 'unchanged' })
  expect(await run('SELECT id FROM secrets', reader)).toMatchObject({
    says: 'shop: the user may not read the table',
  })
  const wrong = await run(query, reader.replace('right', 'secret-word'))
  expect(wrong).toMatchObject({ says: 'shop: the password or the user is wrong' })
  expect(JSON.stringify(wrong)).not.toContain('secret-word')
  expect(await run(query, 'mysql://root:secret-word@127.0.0.1:1/office')).toMatchObject({
    says: 'shop: no database listens there',
  })
})

test.skipIf(!server)('a TIMESTAMP is told at its moment, whatever the zone of the server is', async () => {
  const { url = '' } = server ?? {}
  const office = await createConnection(url)
  await office.query("SET GLOBAL time_zone = '-08:00'")
  await office.query("SET time_zone = '-08:00'")
  await office.query('CREATE TABLE moments (id TEXT, at TIMESTAMP NULL, wall DATETIME)')
  await office.query(
    "INSERT INTO moments VALUES ('a', '2030-12-15 11:00', '2030-12-15 14:00'), ('b', NULL, NULL)",
  )
  await office.end()
  const { database, run } = await openShop(url)
  const person = "SELECT id, CONCAT('Ann Lee ', id) AS name, '1966' AS pin"
  for (const column of ['at', 'wall']) {
    expect(await run(`${person}, ${column} AS appointment_at FROM moments`)).toMatchObject({
      kind: column === 'at' ? 'loaded' : 'unchanged',
    })
    const onFile = await findOnFile(database, ['a', 'b'])
    expect(onFile.get('a')?.appointments).toEqual([{ at: Date.parse('2030-12-15T19:00Z'), note: '' }])
    expect(onFile.get('b')?.appointments).toEqual([])
  }
})
