import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { DatabaseUnusable } from '../../src/store/database.ts'
import { SCHEMA_VERSION } from '../../src/store/migrations/list.ts'
import { connectDatabase, openDatabase } from '../../src/store/open.ts'
import { databases, openForTest, openFresh, temporaryFolder } from './databases.ts'

for (const kind of await databases()) {
  test(`${kind.kind}: opening migrates an empty database`, async () => {
    const database = await openFresh(kind)
    expect(database.kind).toBe(kind.kind)
    expect(await database.get('SELECT version FROM schema_version')).toEqual({ version: SCHEMA_VERSION })
    expect(await database.get('SELECT COUNT(*) AS count FROM clients')).toEqual({ count: 0 })
  })

  test(`${kind.kind}: connections that open at once migrate once`, async () => {
    const url = await kind.url()
    const opened = await Promise.all(Array.from({ length: 10 }, () => openForTest(url)))
    expect(await opened[0]?.get('SELECT COUNT(*) AS count FROM directory')).toEqual({ count: 1 })
  })

  test(`${kind.kind}: a schema newer than the code is refused`, async () => {
    const url = await kind.url()
    const database = await openForTest(url)
    await database.run('UPDATE schema_version SET version = version + 1')
    await expect(openDatabase(url)).rejects.toThrow(
      /^The database (file|postgres):\S+ has schema \d+, and this frontdesk knows only \d+: update frontdesk\.$/,
    )
  })

  test(`${kind.kind}: a database from before the first release is refused, and not changed`, async () => {
    const url = await kind.url()
    const database = await connectDatabase(url)
    onTestFinished(() => database.close())
    await database.run(`CREATE TABLE schema_version (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      version INTEGER NOT NULL
    )`)
    await database.run('INSERT INTO schema_version (only_row, version) VALUES (1, 8)')
    await database.run('CREATE TABLE guesses (subject TEXT PRIMARY KEY)')
    await expect(openDatabase(url)).rejects.toThrow(
      /^The database (file|postgres):\S+ was made by a frontdesk before its first release \(schema 8\): remove it, or set DATABASE_URL to a new one, and import your clients again\.$/,
    )
    expect(await database.get('SELECT version FROM schema_version')).toEqual({ version: 8 })
    await expect(database.get('SELECT id FROM clients')).rejects.toThrow()
  })

  test(`${kind.kind}: a transaction that fails leaves nothing behind`, async () => {
    const database = await openFresh(kind)
    await database.run('CREATE TABLE things (id INTEGER PRIMARY KEY)')
    const failing = database.transaction(async (queries) => {
      await queries.run('INSERT INTO things VALUES (?)', 1)
      await queries.run('INSERT INTO things VALUES (?)', 1)
    })
    await expect(failing).rejects.toThrow(/unique/i)
    expect(await database.all('SELECT id FROM things')).toEqual([])
    expect(await database.transaction((queries) => queries.run('INSERT INTO things VALUES (?)', 1))).toBe(1)
  })

  test(`${kind.kind}: two connections that count at once lose nothing`, async () => {
    const url = await kind.url()
    const connections = [await openForTest(url), await openForTest(url)]
    const increment = 'UPDATE directory SET client_count = client_count + 1'
    const work = connections.flatMap((database) =>
      Array.from({ length: 20 }, () => database.transaction((queries) => queries.run(increment))),
    )
    await Promise.all(work)
    expect(await connections[0]?.get('SELECT client_count FROM directory')).toEqual({ client_count: 40 })
  })

  test(`${kind.kind}: big numbers, question marks and missing values come back as they went`, async () => {
    const database = await openFresh(kind)
    await database.run('CREATE TABLE things (at BIGINT, word TEXT)')
    await database.run("INSERT INTO things (at, word) VALUES (?, 'why?'), (?, ?)", 1_800_000_000_123, 1, null)
    expect(await database.all('SELECT at, word FROM things ORDER BY at DESC')).toEqual([
      { at: 1_800_000_000_123, word: 'why?' },
      { at: 1, word: null },
    ])
    expect(await database.get('SELECT SUM(at) AS sum FROM things')).toEqual({ sum: 1_800_000_000_124 })
  })

  if (kind.kind === 'postgres') {
    test('postgres: a read-only database is one clear sentence', async () => {
      const url = await kind.url()
      const database = await openForTest(url)
      await database.run(
        `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`,
      )
      await expect(openDatabase(url)).rejects.toThrow(/^The database postgres:\/\/127\S+ is read-only\.$/)
    })

    test('postgres: a server that is too old is one clear sentence, and no connection to it stays open', async () => {
      const url = await kind.url()
      const database = await openForTest(url)
      await database.run('CREATE SCHEMA old')
      await database.run(
        "CREATE FUNCTION old.version() RETURNS text LANGUAGE sql RETURN 'PostgreSQL 13.2 on x86_64'",
      )
      // A function of ours is found before PostgreSQL's own only where its schema is named first.
      const name = new URL(url).pathname.slice(1)
      await database.run(`ALTER DATABASE ${name} SET search_path = old, pg_catalog, public`)
      const refusal =
        /^The database postgres:\/\/127\S+ is on PostgreSQL 13, which is too old: .* 14 or later\.$/
      await expect(openDatabase(url)).rejects.toThrow(refusal)
      await expect(openDatabase(url)).rejects.not.toThrow(/password/)
      const others = `SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`
      await vi.waitFor(async () => expect(await database.all(others)).toEqual([]), 3_000)
    })

    test('postgres: a wrong password, and a database that is not there, are one clear sentence', async () => {
      const url = await kind.url()
      const wrong = url.replace('password', 'secret-guess')
      await expect(openDatabase(wrong)).rejects.toThrow(/^The database \S+ refuses the password\.$/)
      await expect(openDatabase(wrong)).rejects.not.toThrow(/secret-guess/)
      await expect(openDatabase(`${url}x`)).rejects.toThrow(/does not exist on that server\.$/)
    })

    test('postgres: a URL that cannot be read is not shown, because of its password', async () => {
      const opening = openDatabase('postgres://user:secret/guess@127.0.0.1:5432/clients')
      await expect(opening).rejects.toThrow(/^The database has no valid URL\. .* write \/ as %2F/)
      await expect(opening).rejects.not.toThrow(/guess|clients/)
    })

    test('postgres: a connection the server ended does no harm, and the next query works', async () => {
      const database = await openFresh(kind)
      const ended = database.transaction(async (queries) => {
        await queries.run(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()',
        )
      })
      await expect(ended).rejects.toThrow()
      expect(await database.get('SELECT 1 AS one')).toEqual({ one: 1 })
    })

    test('postgres: a statement that takes too long is ended, and says no values', async () => {
      const database = await openFresh(kind)
      await expect(database.get('SELECT pg_sleep(10)')).rejects.toThrow('PostgreSQL did not answer in time')
      await database.run('CREATE TABLE people (name TEXT PRIMARY KEY)')
      await database.run('INSERT INTO people VALUES (?)', 'Jane Secret')
      const again = database.run('INSERT INTO people VALUES (?)', 'Jane Secret')
      const error = await again.catch((caught: unknown) => caught)
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('Jane')
    })
  }
}

test('an unreachable server is one clear sentence', async () => {
  await expect(openDatabase('postgres://someone:secret@127.0.0.1:1/frontdesk')).rejects.toThrow(
    'The database postgres://127.0.0.1:1/frontdesk cannot be reached: nothing listens there.',
  )
})

test('a server that is something else, or says nothing, cannot be reached', async () => {
  for (const [answer, says] of [
    [(socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'it closed the connection'],
    [() => {}, 'it does not answer'],
  ] as const) {
    const server = createServer((socket) => socket.once('data', () => answer(socket))).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const url = `postgres://127.0.0.1:${portOf(server)}/frontdesk`
    await expect(openDatabase(url)).rejects.toThrow(`The database ${url} cannot be reached: ${says}.`)
  }
})

test('a certificate that cannot be read is named', async () => {
  const opening = openDatabase('postgres://someone:secret@127.0.0.1:1/line?sslrootcert=/no/ca.pem')
  await expect(opening).rejects.toThrow(
    'The database postgres://127.0.0.1:1/line cannot be used: /no/ca.pem cannot be read (there is no such file or folder).',
  )
})

test('a file that is not a database, and a path that cannot be one, are one clear sentence', async () => {
  const folder = temporaryFolder()
  writeFileSync(`${folder}/letter.txt`, 'Dear reader, '.repeat(100))
  await expect(openDatabase(`file:${folder}/letter.txt`)).rejects.toThrow(
    /letter\.txt is not a SQLite database\.$/,
  )
  await expect(openDatabase(`file:${folder}/letter.txt/a.db`)).rejects.toThrow(/not a folder\.$/)
  await expect(openDatabase(`file:${folder}/dat/a.db`)).rejects.toThrow(/: its folder does not exist\.$/)
  await expect(openDatabase(`file:${folder}`)).rejects.toThrow(/cannot be opened/)
  await expect(openDatabase('mysql://localhost/x')).rejects.toThrow(DatabaseUnusable)
})

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
