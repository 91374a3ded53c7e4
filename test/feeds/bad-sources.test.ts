import { once } from 'node:events'
import { copyFileSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createConnection } from 'mysql2/promise'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../run-command.ts'
import { selfSigned } from '../self-signed.ts'
import { databases, openForTest, temporaryFolder } from '../store/databases.ts'
import { ann, feedOf, found, header, runnerOf, START } from './feed-runner.ts'
import { startMariaDb } from './mariadb-server.ts'
import { startProxy } from './proxy.ts'
import { send, startSource } from './source-server.ts'

const HANGS_MS = 1_500
const tooLong = 'practice: it took longer than 1.5 seconds'
const SECRET = 'secret-word'
const postgres = (await databases()).find(({ kind }) => kind === 'postgres')
const mariadb = await startMariaDb()
afterAll(() => mariadb?.stop())

/** A directory with Ann on file, and a way to run a feed that fails: it says why, and Ann stays. */
async function openWithAnn() {
  const database = await openForTest('file::memory:')
  const { run, row, clock } = runnerOf(database)
  const good = await startSource(send(header + ann))
  await run(feedOf(`url: ${good.url}`))
  const fail = async (feed: ReturnType<typeof feedOf>) => {
    const result = await run(feed, { limitMs: HANGS_MS })
    expect(await found(database, 'a')).toMatchObject({ name: 'Ann Lee' })
    expect(JSON.stringify([result, await row()])).not.toMatch(/secret-word|Ann|Bob|202555/)
    return 'says' in result ? result.says : result.kind
  }
  return { database, fail, clock }
}

test('a URL that hangs, before it answers or in the middle of its rows, is left', async () => {
  const { fail } = await openWithAnn()
  const source = await startSource(() => {})
  const feed = feedOf(`url: ${source.url}?key=$KEY`, { KEY: SECRET })
  expect(await fail(feed)).toBe(tooLong)
  source.answerWith((_, response) => void response.writeHead(200).write(`${header}${ann}b,Bob R`))
  expect(await fail(feed)).toBe(tooLong)
})

test('redirects that go on and on, and one to a page, are told', async () => {
  const { fail } = await openWithAnn()
  const source = await startSource((_, response) => void response.writeHead(302, { location: '/rows' }).end())
  expect(await fail(feedOf(`url: ${source.url}`))).toBe('practice: it redirects again and again')
  source.answerWith((request, response) => {
    if (request.url === '/rows') response.writeHead(302, { location: '/login' }).end()
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<form>')
  })
  expect(await fail(feedOf(`url: ${source.url}`))).toBe(
    'practice: it answered with a web page, not with data',
  )
})

test('answers that nobody reads free their connections', async () => {
  const { fail } = await openWithAnn()
  const open = new Set<unknown>()
  const source = await startSource((request, response) => {
    open.add(request.socket)
    request.socket.once('close', () => open.delete(request.socket))
    response.writeHead(503).write('x'.repeat(1_000_000))
  })
  expect(await fail(feedOf(`url: ${source.url}`))).toBe('practice: it answered with HTTP 503')
  await expect.poll(() => open.size).toBe(0)
})

test('columns that have changed overnight are named, and rows by number, column and cause', async () => {
  const { fail } = await openWithAnn()
  const source = await startSource(send('id,who,birth\na,Ann Lee,1966\n'))
  const feed = feedOf(`url: ${source.url}\nmap: { name: full name, pin: born }`)
  expect(await fail(feed)).toBe('practice: Line 1: column "full name" is missing; column "born" is missing')
  source.answerWith(send('Patient Name,DOB\nAnn Lee,1966\n'))
  expect(await fail(feedOf(`url: ${source.url}`))).toBe(
    `practice: its columns have other names; if they are these, give the feed a map: 'name="Patient Name",pin=DOB'`,
  )
  source.answerWith(send(`${header}a,Ann Lee,1966,,\na,Ann Lee,1967,,\nb,Bob Ray,1970,,1900-01-01T10:00\n`))
  expect(await fail(feedOf(`url: ${source.url}`))).toBe(
    'practice: row 3, pin: differs from line 2, which has the same id (and 1 more fault)',
  )
})

test('JSON in which no row has a path of the map any more is a fault, and takes nothing away', async () => {
  const { fail } = await openWithAnn()
  const rows = (key: string) => [
    { id: 'a', name: 'Ann Lee', pin: '1966', [key]: { start: '2030-12-15T14:00' } },
    { id: 'b', name: 'Bob Ray', pin: '1970' },
  ]
  const source = await startSource(send(JSON.stringify(rows('upcoming'))))
  const feed = feedOf(`url: ${source.url}\nmap: { appointment_at: next.start }`)
  const says = 'practice: No row has "next.start"'
  expect(await fail(feed)).toBe(says)
  const lines = (key: string) =>
    `${rows(key)
      .map((row) => JSON.stringify(row))
      .join('\n')}\n`
  source.answerWith(send(lines('upcoming')))
  expect(await fail(feed)).toBe(says)
  // One row with it is enough: others may have no appointment.
  source.answerWith(send(lines('next')))
  expect(await fail(feed)).toBe('loaded')
  source.answerWith(send('[]'))
  expect(await fail(feed)).toMatch(/^practice: It has no clients/)
})

test('a workbook with several sheets or merged cells is one clear sentence', async () => {
  const { fail } = await openWithAnn()
  const folder = temporaryFolder()
  const says = (name: string) => {
    copyFileSync(`test/import/files/${name}.xlsx`, `${folder}/rows.xlsx`)
    utimesSync(`${folder}/rows.xlsx`, START / 1000 - 60, START / 1000 - 60)
    return fail(feedOf(`folder: ${folder}`))
  }
  expect(await says('three-sheets')).toBe(
    'practice: It has 3 sheets: North, South, West. Name one with --sheet',
  )
  expect(await says('merged-title')).toMatch(/^practice: Line 1 must name the columns: id,name,/)
  expect(await says('merged-name')).toBe('practice: row 3, name: is missing')
})

test('a certificate that ended yesterday is told by the command', async () => {
  const { key, cert } = selfSigned('localhost', -1)
  const server = createServer({ key, cert }, (_, response) => void response.end(header + ann))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const folder = temporaryFolder()
  writeFileSync(
    `${folder}/feeds.yaml`,
    `feeds: { practice: { url: "https://127.0.0.1:${port}/rows?$KEY" } }\n`,
  )
  const environment = {
    ...{ DATABASE_URL: `file:${folder}/a.db`, FEEDS_FILE: `${folder}/feeds.yaml`, KEY: SECRET },
    ...{ PIN_SECRET: 'a secret of the tests', STATE_SECRET: 'another secret of the tests' },
  }
  const ended = await runCommand('feed', ['practice'], { environment, certs: [cert] })
  expect(ended).toEqual({ code: 1, out: '', err: 'practice: its certificate has expired\n' })
})

/** What both databases have to stand: `open` gives an office's database with many visits, and its port. */
const engines = [
  {
    ...{ name: 'PostgreSQL', isThere: postgres !== undefined },
    open: async () => {
      const url = (await postgres?.url()) ?? ''
      const office = await openForTest(url)
      await office.run('CREATE TABLE visits (id INTEGER, who TEXT)')
      await office.run(
        "INSERT INTO visits SELECT n, 'Person Number' || n FROM generate_series(1, 50000) AS n",
      )
      return url
    },
  },
  {
    ...{ name: 'MariaDB', isThere: mariadb !== undefined },
    open: async () => {
      const { url = '' } = mariadb ?? {}
      const office = await createConnection(url)
      await office.query('CREATE TABLE visits (id INT, who TEXT)')
      await office.query("INSERT INTO visits SELECT seq, CONCAT('Person Number', seq) FROM seq_1_to_50000")
      await office.query("CREATE USER reader IDENTIFIED BY 'right'")
      await office.query('GRANT SELECT ON office.visits TO reader')
      await office.end()
      return url.replace('root@', 'reader:right@')
    },
  },
]

for (const { name, isThere, open } of engines)
  test.skipIf(!isThere)(`${name} that hangs, breaks off or refuses the password is told`, async () => {
    const { fail } = await openWithAnn()
    const url = await open()
    const query = "SELECT id, who AS name, '1966' AS pin FROM visits"
    const through = async (bytes: number, then: 'breaks' | 'hangs') => {
      const address = new URL(url)
      address.port = `${await startProxy(Number(address.port), bytes, then)}`
      return fail(feedOf(`sql: $DB\nquery: ${query}`, { DB: address.href }))
    }
    expect(await through(0, 'hangs')).toMatch(/the database does not let us in|it took longer than/)
    expect(await through(100_000, 'hangs')).toBe(tooLong)
    expect(await through(100_000, 'breaks')).toMatch(
      /^practice: (the connection broke off|it cannot be read)/,
    )
    const address = new URL(url)
    address.password = SECRET
    expect(await fail(feedOf(`sql: $DB\nquery: ${query}`, { DB: address.href }))).toBe(
      'practice: the password or the user is wrong',
    )
  })

test.skipIf(!postgres)('a fault of our own database is not blamed on the source', async () => {
  const { database, clock } = await openWithAnn()
  const { run } = runnerOf(database)
  await database.run('ALTER TABLE clients RENAME TO elsewhere')
  const feed = feedOf("sql: $DB\nquery: SELECT '7' AS id, 'Bob Ray' AS name, '1966' AS pin", {
    DB: (await postgres?.url()) ?? '',
  })
  const result = await run(feed, { now: () => clock.now })
  expect(result).toMatchObject({
    kind: 'failed',
    says: 'practice: it could not be loaded, for a reason that the log names',
    error: expect.objectContaining({ message: expect.stringContaining('clients') }),
  })
})
