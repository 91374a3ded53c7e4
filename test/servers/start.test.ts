import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, writeSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { openLog } from '../../src/logger.ts'
import { freePort } from '../../src/server/free-port.ts'
import { openServer } from '../../src/server/server.ts'
import { SCHEMA_VERSION } from '../../src/store/migrations/list.ts'
import { productionOf } from '../production.ts'
import { main } from '../server-process.ts'
import { databases, openForTest, temporaryFolder } from '../store/databases.ts'
import { startMessagesApi } from '../texts/messages-api.ts'

/** Starts a server that must not start: its exit code and what it said. */
async function startOn(databaseUrl: string): Promise<{ code: number; said: string }> {
  const env = { PATH: process.env.PATH, PORT: '0', DATABASE_URL: databaseUrl }
  const server = spawn(process.execPath, [main], { cwd: temporaryFolder(), env })
  const [said, printed, [code]] = await Promise.all([
    text(server.stderr),
    text(server.stdout),
    once(server, 'exit'),
  ])
  return { code, said: said + printed }
}

test('a database that cannot be reached is one sentence and exit code 1', async () => {
  expect(await startOn('postgres://user:secret@127.0.0.1:1/line')).toEqual({
    code: 1,
    said: 'The database postgres://127.0.0.1:1/line cannot be reached: nothing listens there.\n',
  })
})

test('a variable that is misspelt is named at the start', async () => {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    DATABASE_URL: 'file:nowhere/test.db',
    PUBLIC_ULR: 'https://line.example.com',
  }
  const server = spawn(process.execPath, [main], { cwd: temporaryFolder(), env })
  const [said, printed] = await Promise.all([text(server.stderr), text(server.stdout)])
  expect(said).toBe('The database file:nowhere/test.db cannot be opened: its folder does not exist.\n')
  expect(JSON.parse(printed)).toMatchObject({ msg: expect.stringContaining('did you mean PUBLIC_URL?') })
})

test('a SQLite file that is read-only is one sentence and exit code 1', async () => {
  const file = `${temporaryFolder()}/test.db`
  const database = await openForTest(`file:${file}`)
  await database.close()
  // A write version that SQLite does not know: it may only be read, by root too.
  writeSync(openSync(file, 'r+'), Buffer.from([3]), 0, 1, 18)
  expect(await startOn(`file:${file}`)).toEqual({
    code: 1,
    said: `The database file:${file} is read-only.\n`,
  })
})

test('a start that fails half-way leaves nothing open', async () => {
  const folder = temporaryFolder()
  const file = `${folder}/test.db`
  const database = await openForTest(`file:${file}`)
  await database.run('ALTER TABLE clients RENAME TO others')
  await database.close()
  const api = await startMessagesApi()
  onTestFinished(() => api.close())
  const METRICS_PORT = String(await freePort())
  const config = readConfig({ ...productionOf(folder, api, `file:${file}`), METRICS_PORT })
  await expect(openServer(config, { log: openLog({ write: () => {} }) })).rejects.toThrow('no such table')
  await expect(fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`)).rejects.toThrow('fetch failed')
  // Whoever closes a database last leaves nothing beside its file.
  expect(existsSync(`${file}-wal`)).toBe(false)
})

for (const kind of await databases()) {
  test(`${kind.kind}: a schema newer than the code is refused in one sentence`, async () => {
    const url = await kind.url()
    const database = await openForTest(url)
    await database.run('UPDATE schema_version SET version = version + 1')
    const known = SCHEMA_VERSION
    expect(await startOn(url)).toEqual({
      code: 1,
      said: expect.stringMatching(
        `^The database \\S+ has schema ${known + 1}, and this frontdesk knows only ${known}: update frontdesk.\n$`,
      ),
    })
  })

  if (kind.kind === 'postgres') {
    test('postgres: a database that is read-only is one sentence and exit code 1', async () => {
      const url = await kind.url()
      const name = new URL(url).pathname.slice(1)
      const database = await openForTest(url)
      await database.run(`ALTER DATABASE ${name} SET default_transaction_read_only = on`)
      const { code, said } = await startOn(url)
      expect({ code, said }).toEqual({
        code: 1,
        said: expect.stringMatching(/^The database postgres:\S+ is read-only\.\n$/),
      })
    })
  }
}
