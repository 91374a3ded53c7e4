import { symlinkSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { createDirectory } from '../../src/directory/directory.ts'
import { purge } from '../../src/retention/purge.ts'
import type { Database } from '../../src/store/database.ts'
import { readTables } from '../../src/store/tables.ts'
import { fileClients, type TestClient } from '../helper.ts'
import { comparePin } from '../pins/compare-pin.ts'
import { startCommand } from '../run-command.ts'
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

const copy = (from: string, to: string) => startCommand('copy', ['--from', from, '--to', to])

function people(count: number): TestClient[] {
  return Array.from({ length: count }, (_, number) => ({
    ...{ id: `p${number}`, name: `Zoë Person ${number}`, pin: '1234', phone: '+12025550101' },
    ...{ message: `your order ${number} is ready.`, spokenName: `Zoey Person ${number}` },
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
    expect(first).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^Copying clients: 1200 rows\n(.*\n)*Comparing clients: 2400 rows$/m),
    })
    for (const { name } of await readTables())
      expect(first.out).toMatch(new RegExp(`^${name} .* the same$`, 'm'))
    expect(first.out).toMatch(/^clients +1200 rows/m)
    const copied = await openForTest(target)
    const directory = createDirectory(copied)
    expect(await directory.count()).toBe(1_200)
    expect(await directory.find('p7')).toMatchObject({ name: 'Zoë Person 7', lastFour: '0101' })
    expect(await comparePin(copied, config.PIN_SECRET, 'p7', '1234')).toBe(true)
    expect(await copy(source, target).ended).toMatchObject({ code: 0, out: first.out })
    await copied.run('DELETE FROM calls')
    const again = await copy(source, target).ended
    expect(again).toMatchObject({ code: 1, out: expect.stringMatching(/^calls .* differs: 0 rows/m) })
    expect(await copied.all('SELECT call_sid FROM calls')).toEqual([])
  })

  test(`${way}: disclosures that the source has purged meanwhile go from the target, which stays append-only`, async () => {
    const [source, target] = [await from.url(), await to.url()]
    const original = await openFilled(source, people(1))
    const log = `INSERT INTO disclosure_log (call_sid, client_id, what, at, verified_by) VALUES (?, 'p0', 'told', ?, 'pin')`
    for (const [call, at] of [
      ['old', 3],
      ['young', Date.now()],
    ])
      await original.run(log, call ?? null, at ?? null)
    expect(await copy(source, target).ended).toMatchObject({ code: 0 })
    const copied = await openForTest(target)
    // As if it had been stopped just before its end.
    await copied.run("DELETE FROM copy_progress WHERE part = ''")
    await purge(original, 90, Date.now())
    expect(await copy(source, target).ended).toMatchObject({ code: 0 })
    expect(await copied.all('SELECT call_sid FROM disclosure_log')).toEqual([{ call_sid: 'young' }])
    await expect(copied.run('DELETE FROM disclosure_log')).rejects.toThrow('append-only')
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
    const directory = createDirectory(copied)
    expect([await directory.count(), await directory.find('p0')]).toEqual([0, undefined])
    await original.run("UPDATE clients SET name = 'Ann Lee' WHERE id = 'p0'")
    await original.run("DELETE FROM clients WHERE id = 'p1'")
    expect(await copy(source, target).ended).toMatchObject({ code: 0 })
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
      err: expect.stringMatching(
        /^The database postgres:\/\/127\S+ is not empty, as a target must be: it has rows in clients\.\n$/,
      ),
    })
  })

  test('a finished target that is given another source says which it is a copy of', async () => {
    const [source, target] = [await from.url(), await to.url()]
    await openFilled(source, people(2))
    expect(await copy(source, target).ended).toMatchObject({ code: 0 })
    const another = await from.url()
    await openForTest(another)
    const { code, out } = await copy(another, target).ended
    const says = `the target is a finished copy of ${source}. Copy another one into an empty database.\n`
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining(says) })
  })
}

test('one database under two spellings is refused', async () => {
  const folder = temporaryFolder()
  writeFileSync(`${folder}/a.db`, '')
  symlinkSync(`${folder}/a.db`, `${folder}/b.db`)
  const server = 'postgres://db.example.com'
  for (const [one, same] of [
    [`file:${folder}/a.db`, `file://${folder}/../${basename(folder)}/b.db`],
    [`${server}/line`, 'postgresql://user:secret@DB.example.com:5432/line?sslmode=disable'],
  ] as const) {
    const { code, err } = await copy(one, same).ended
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^--from and --to are the same/) })
  }
})

test('a source that is not there, and missing arguments, are one clear sentence', async () => {
  const folder = temporaryFolder()
  const { code, err } = await copy(`file:${folder}/none.db`, `file:${folder}/new.db`).ended
  expect({ code, err }).toEqual({ code: 1, err: `There is no database file:${folder}/none.db.\n` })
  expect((await copy('', '').ended).err).toMatch(/^--from must be file:PATH or postgres:/)
  expect((await copy('file:a.db', 'b.db').ended).err).toMatch(/^--to must be file:PATH/)
  expect((await copy('file:a.db', 'file:a.db').ended).err).toMatch(/^--from and --to are the same database/)
  const noPath = await copy('file://data/a.db', 'file:b.db').ended
  expect(noPath.err).toMatch(/^The database file:\/\/data\/a\.db cannot be used: [^\n]*\n$/)
})

async function rowsOf(database: Database, least: number): Promise<void> {
  for (;;) {
    const row = await database.get<{ rows: number }>('SELECT COUNT(*) AS rows FROM clients')
    if (row && row.rows >= least) return
    await wait(5)
  }
}
