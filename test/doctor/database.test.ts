import { existsSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { checkDatabase } from '../../src/doctor/checks/database.ts'
import { keepSampleClients } from '../../src/import/sample-clients.ts'
import { connectDatabase } from '../../src/store/open.ts'
import { fileClients } from '../helper.ts'
import { databases, openForTest, temporaryFolder } from '../store/databases.ts'

const secrets = { STATE_SECRET: 'x'.repeat(40), PIN_SECRET: 'y'.repeat(40) }

/** What the doctor says of the database alone. */
function look(url: string, PIN_SECRET = secrets.PIN_SECRET, PIN_LENGTH = '4') {
  const config = readConfig({ ...secrets, PIN_SECRET, PIN_LENGTH, DATABASE_URL: url })
  return checkDatabase({ config, publicUrl: '', platform: undefined })
}

for (const kind of await databases()) {
  test(`${kind.kind}: an empty database is well, and stays empty`, async () => {
    const url = await kind.url()
    const database = await connectDatabase(url)
    expect(await look(url)).toMatchObject({ state: 'ok', says: 'empty; the first start will prepare it' })
    await expect(database.get('SELECT * FROM schema_version')).rejects.toThrow()
    await database.close()
  })

  test(`${kind.kind}: one without clients is pointed out, and one with them is well`, async () => {
    const url = await kind.url()
    const database = await openForTest(url)
    expect(await look(url)).toMatchObject({ state: 'warn', says: 'nobody is on file' })
    const config = readConfig({ ...secrets, DATABASE_URL: url })
    await fileClients(database, config, [{ id: 'c1', name: 'Ann Lee', pin: '1111' }])
    expect(await look(url)).toMatchObject({
      state: 'ok',
      says: expect.stringMatching(/^writable, .*, 1 on file$/),
    })
    expect(await look(url, 'z'.repeat(40))).toMatchObject({
      state: 'fail',
      fix: expect.stringContaining('PIN_SECRET'),
    })
    expect(await look(url, secrets.PIN_SECRET, '6')).toMatchObject({
      state: 'fail',
      says: expect.stringMatching(/^PIN_LENGTH is 6, and the PINs on file have 4 digits/),
      fix: expect.stringContaining('PIN_LENGTH'),
    })
  })

  test(`${kind.kind}: sample people on file are pointed out`, async () => {
    const url = await kind.url()
    const samples = { pinSecret: secrets.PIN_SECRET, pinLength: 4, timeZone: 'America/New_York' }
    await keepSampleClients(await openForTest(url), samples, Date.now())
    expect(await look(url)).toMatchObject({
      state: 'warn',
      says: expect.stringMatching(/sample clients.*: c1, c2$/),
    })
  })

  test(`${kind.kind}: a schema that can be migrated is well, a newer one or one from before the first release is not; none is touched`, async () => {
    const url = await kind.url()
    const database = await openForTest(url)
    for (const [version, state] of [
      [0, 'ok'],
      [8, 'fail'],
      [999, 'fail'],
    ] as const) {
      await database.run('UPDATE schema_version SET version = ?', version)
      expect(await look(url)).toMatchObject({ state })
      expect(await database.get('SELECT version FROM schema_version')).toEqual({ version })
    }
  })
}

test('a database that cannot be reached, or is none, is named', async () => {
  const unreachable = await look('postgres://nobody@127.0.0.1:1/none')
  expect(unreachable).toMatchObject({ state: 'fail', says: expect.stringContaining('nothing listens there') })
  expect(await look(`file:${temporaryFolder()}`)).toMatchObject({ state: 'fail' })
  expect(await look('file://data/a.db')).toMatchObject({ state: 'fail' })
})

test('a file that cannot be made, because a part of its path is a file, is pointed out', async () => {
  const file = `${temporaryFolder()}/file`
  writeFileSync(file, '')
  expect(await look(`file:${file}/data/a.db`)).toMatchObject({
    state: 'fail',
    says: expect.stringContaining('a part of its path is not a folder'),
  })
})

test('a file that is not there yet will be made', async () => {
  const file = `${temporaryFolder()}/frontdesk.db`
  expect(await look(`file:${file}`)).toMatchObject({ state: 'ok', says: 'the first start will make it' })
  expect(existsSync(file)).toBe(false)
})

test('a folder that does not exist is pointed out, as the start would refuse it', async () => {
  expect(await look(`file:${temporaryFolder()}/misspelt/frontdesk.db`)).toMatchObject({
    state: 'fail',
    says: expect.stringContaining('its folder does not exist'),
  })
})
