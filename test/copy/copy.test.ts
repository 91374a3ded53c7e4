import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { readTables } from '../../src/copy/tables.ts'
import { createDirectory } from '../../src/directory/directory.ts'
import type { Database } from '../../src/store/database.ts'
import { built } from '../built.ts'
import { fileClients, type TestClient } from '../helper.ts'
import { databases, openForTest, temporaryFolder } from '../store/databases.ts'

const config = readConfig({ PIN_SECRET: 'a secret of the tests', STATE_SECRET: 'another secret' })
const kinds = await databases()
const sqlite = kinds[0]
const other = kinds.at(-1)
const ways =
  sqlite && other
    ? [
        { from: sqlite, to: other },
        { from: other, to: sqlite },
      ]
    : []

type Ended = { code: number | null; out: string; err: string }

function copy(from: string, to: string): { child: ChildProcess; ended: Promise<Ended> } {
  const command = `${built}/src/copy/copy-command.js`
  const child = spawn(process.execPath, [command, '--from', from, '--to', to], { cwd: temporaryFolder() })
  const outputs = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { child, ended: outputs.then(([out, err, [code]]) => ({ code, out, err })) }
}

function people(count: number): TestClient[] {
  return Array.from({ length: count }, (_, number) => ({
    ...{ id: `p${number}`, name: `Zoë Person ${number}`, pin: '1234', phone: '+12025550101' },
    appointments: [{ at: '2099-12-15T14:00', note: number % 2 ? 'Bring “it”.' : '' }],
  }))
}

/** A database with clients, and a row or two in every other table. */
async function openFilled(url: string, clients: TestClient[]): Promise<Database> {
  const database = await openForTest(url)
  await fileClients(database, config, clients)
  await fillOthers(database)
  return database
}

/** Two rows in each table that has none. A digit is a text, a number or a time, whatever the column wants. */
async function fillOthers(database: Database): Promise<void> {
  for (const { name, columns } of await readTables()) {
    if (await database.get(`SELECT 1 AS one FROM ${name}`)) continue
    const places = columns.map(() => '?').join(', ')
    const insert = `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${places})`
    for (const digit of ['1', '2']) await database.run(insert, ...columns.map(() => digit))
  }
}

for (const { from, to } of ways) {
  const way = `${from.kind} to ${to.kind}`

  test(`${way}: everything is copied and compared, and a second copy changes nothing`, async () => {
    const [source, target] = [await from.url(), await to.url()]
    await openFilled(source, people(1_200))
    const first = await copy(source, target).ended
    expect(first).toMatchObject({ code: 0, err: '' })
    for (const { name } of await readTables())
      expect(first.out).toMatch(new RegExp(`^${name} .* the same$`, 'm'))
    expect(first.out).toMatch(/^clients +1200 rows/m)
    const copied = await openForTest(target)
    const directory = createDirectory(copied, config.PIN_SECRET)
    expect(await directory.count()).toBe(1_200)
    expect(await directory.find('p7')).toMatchObject({ name: 'Zoë Person 7', lastFour: '0101' })
    expect(await directory.checkPin('p7', '1234')).toBe(true)
    expect(await copy(source, target).ended).toEqual(first)
    await copied.run('DELETE FROM calls')
    const again = await copy(source, target).ended
    expect(again).toMatchObject({ code: 1, out: expect.stringMatching(/^calls .* differs: 0 rows/m) })
    expect(await copied.all('SELECT call_sid FROM calls')).toEqual([])
  })
}

const [up] = ways
if (up) {
  const { from, to } = up

  test('killed in the middle it shows nobody; run again it goes on, though the source has changed', async () => {
    const [source, target] = [await from.url(), await to.url()]
    const original = await openFilled(source, people(6_000))
    const copied = await openForTest(target)
    const { child, ended } = copy(source, target)
    await rowsOf(copied, 1_000)
    child.kill('SIGKILL')
    await ended
    const directory = createDirectory(copied, config.PIN_SECRET)
    expect([await directory.count(), await directory.find('p0')]).toEqual([0, undefined])
    await original.run("UPDATE clients SET name = 'Ann Lee' WHERE id = 'p0'")
    await original.run("DELETE FROM clients WHERE id = 'p1'")
    expect(await copy(source, target).ended).toMatchObject({ code: 0, err: '' })
    expect(await directory.find('p0')).toMatchObject({ name: 'Ann Lee' })
    expect(await copied.get('SELECT COUNT(*) AS count FROM clients')).toEqual({ count: 5_999 })
  })

  test('a target that holds something else is refused', async () => {
    const [source, target] = [await from.url(), await to.url()]
    await openFilled(source, people(1))
    await openFilled(target, people(1))
    expect(await copy(source, target).ended).toEqual({
      code: 1,
      out: '',
      err: 'The target is not empty: it has rows in clients.\n',
    })
  })
}

test('a source that is not there, and missing arguments, are one clear sentence', async () => {
  const folder = temporaryFolder()
  const { code, err } = await copy(`file:${folder}/none.db`, `file:${folder}/new.db`).ended
  expect({ code, err }).toEqual({ code: 1, err: `There is no database file:${folder}/none.db.\n` })
  expect((await copy('', '').ended).err).toMatch(/^usage: npm run copy -- --from/)
})

async function rowsOf(database: Database, least: number): Promise<void> {
  for (;;) {
    const row = await database.get<{ rows: number }>('SELECT COUNT(*) AS rows FROM clients')
    if (row && row.rows >= least) return
    await wait(5)
  }
}
