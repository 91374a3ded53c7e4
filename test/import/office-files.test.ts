import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseMap, writeMap } from '../../src/import/column-map.ts'
import { HeadersGuessed } from '../../src/import/header.ts'
import { type ImportOptions, importCsv } from '../../src/import/import-csv.ts'
import { findOnFile } from '../../src/store/clients.ts'
import { runCommand, startCommand } from '../run-command.ts'
import { openForTest, temporaryFolder } from '../store/databases.ts'

const settings = { pinSecret: 'a secret of the tests', pinLength: 4, timeZone: 'America/New_York' }
type Given = Partial<Parameters<typeof importCsv>[3]> & { country?: 'US' | 'PR' | 'DE' }

/** What a file puts on file: id, name, phone, language, and times in UTC; and what was said meanwhile. */
async function importFile(file: string, { country, ...options }: Given = {}) {
  const database = await openForTest('file::memory:')
  const lines: string[] = []
  const report: ImportOptions['report'] = {
    ...{ read: () => {}, writing: () => {}, waiting: () => {}, wrote: () => {} },
    fault: ({ line, column, cause }) => lines.push(`${line} ${column}: ${cause}`),
    warn: (text) => lines.push(`warning: ${text}`),
  }
  const { signal } = new AbortController()
  const plain = { isDryRun: false, isReplacing: false, signal, report }
  const result = await importCsv(database, file, { ...settings, country }, { ...plain, ...options })
  const ids = await database.all<{ id: string }>('SELECT id FROM clients ORDER BY name')
  const found = await findOnFile(
    database,
    ids.map(({ id }) => id),
  )
  const people = ids
    .flatMap(({ id }) => found.get(id) ?? [])
    .map(({ name, phone, language, appointments }) => ({
      ...{ name, phone, language },
      at: appointments.map(({ at }) => new Date(at).toISOString()),
    }))
  return { people, lines, result, database }
}

function fileOf(text: string | Buffer): string {
  const file = `${temporaryFolder()}/clients`
  writeFileSync(file, text)
  return file
}

const ann = { name: 'Ann Lee', phone: '+12025550101', language: null, at: ['2030-12-15T19:00:00.000Z'] }
const bob = { name: 'Bob Ray', phone: '+12025550102', language: null, at: [] }

function mapOf(text: string) {
  const map = parseMap(text)
  if ('fault' in map) throw new Error(`${map.fault}`)
  return map
}

const visits = mapOf(
  'name="First Name"+"Last Name",pin=DOB,phone="Cell Phone",appointment_at="Appt Date"+"Appt Time"',
)

test('a workbook with names, dates and times in columns of their own is loaded by a map', async () => {
  const { people, lines } = await importFile('test/import/files/visits.xlsx', { country: 'US', map: visits })
  expect({ people, lines }).toEqual({ people: [ann, bob], lines: [] })
})

test('a header of the map that appears twice is a fault', async () => {
  const file = fileOf('Who,DOB,Date,Date\nAnn Lee,1966,2030-12-15T14:00,2029-01-01T09:00\n')
  await expect(importFile(file, { map: mapOf('name=Who,pin=DOB,appointment_at=date') })).rejects.toThrow(
    'Line 1: column "date" appears twice.',
  )
  expect((await importFile(file, { map: mapOf('name=Who,pin=DOB') })).people).toMatchObject([
    { name: 'Ann Lee' },
  ])
})

test('a workbook with several sheets names them, and takes the one that is chosen', async () => {
  const file = 'test/import/files/two-sheets.xlsx'
  const given = { country: 'US', map: visits } as const
  await expect(importFile(file, given)).rejects.toThrow(
    'It has 2 sheets: Visits, Old. Name one with --sheet.',
  )
  await expect(importFile(file, { ...given, sheet: 'New' })).rejects.toThrow('It has no sheet "New"')
  expect((await importFile(file, { ...given, sheet: 'Old' })).people).toEqual([ann, bob])
  await expect(importFile(fileOf('PK\u0003\u0004broken'))).rejects.toThrow('not a workbook that can be read')
})

test('dates, phone numbers and birth dates are read as the offices of a country write them', async () => {
  const rows =
    'name;pin;phone;appointment_at;language\nAnn Lee;5/12/1966;(202) 555-0101;12/15/2030 2:00 PM;\n'
  expect((await importFile(fileOf(rows), { country: 'US' })).people).toEqual([ann])
  expect((await importFile(fileOf(rows), { country: 'PR' })).people).toEqual([ann])
  const german = 'name;pin;phone;appointment_at\nAnn Lee;12.05.1966;030 901820;15.12.2030 14:00\n'
  const { people } = await importFile(fileOf(german), { country: 'DE' })
  expect(people).toEqual([{ ...ann, phone: '+4930901820' }])
  const { lines } = await importFile(fileOf(rows.replace('12/15', '15/12')), { country: 'US' })
  expect(lines).toEqual(['2 appointment_at: is not a date that exists'])
})

test('a file in Latin-1 is read as such and said so; broken UTF-8 is refused', async () => {
  const { people, lines } = await importFile(fileOf(Buffer.from('name,pin\nJosé Muñoz,1111\n', 'latin1')))
  expect(people.map(({ name }) => name)).toEqual(['José Muñoz'])
  expect(lines).toEqual(['warning: it is not UTF-8, and was read as Windows-1252 (Latin-1)'])
  const broken = Buffer.concat([Buffer.from('name,pin\nJosé Lee,1111\nAnn L'), Buffer.from([0xe9, 0x2c])])
  await expect(importFile(fileOf(broken))).rejects.toThrow('It is not UTF-8 text (line 3)')
})

test('JSON lines and JSON arrays are loaded, with paths in place of headers', async () => {
  const line = '{"name":"Ann Lee","pin":1966,"phone":"+12025550101","appointment_at":"2030-12-15T14:00"}'
  expect((await importFile(fileOf(`${line}\n`))).people).toEqual([ann])
  const nested = [
    { full: 'Ann Lee', born: 1966, phones: [{ n: '2025550101' }], next: { start: '2030-12-15T14:00' } },
  ]
  const map = mapOf('name=full,pin=born,phone=phones.0.n,appointment_at=next.start')
  const array = await importFile(fileOf(JSON.stringify({ data: nested })), { map, country: 'US' })
  expect(array.people).toEqual([ann])
  const { lines } = await importFile(fileOf(`${line}\n{"nom":1}\n{"name":{}}\n[1\n`))
  expect(lines).toEqual([
    '2 row: has the unknown key "nom"',
    '3 row: has an object as name',
    '4 row: is not a JSON object',
  ])
})

test('only a line feed ends a line of JSON, and a line without end is refused', async () => {
  const line = '{"name":"Ann\u2028Lee","pin":1966,"phone":"+12025550101","appointment_at":"2030-12-15T14:00"}'
  expect((await importFile(fileOf(`${line}\r\n\r\n`))).people).toEqual([ann])
  const endless = fileOf(`{"name":"${'a'.repeat(1_100_000)}`)
  await expect(importFile(endless, { format: 'jsonl' })).rejects.toThrow('longer than 1000000 characters')
})

test('usual headers are recognised, and nothing is loaded by them until somebody says so', async () => {
  const file = fileOf('Patient Name,DOB,Appt Date,Room\nAnn Lee,1966-05-12,2030-12-15T14:00,4\n')
  const refused = await importFile(file).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(HeadersGuessed)
  expect(String(refused)).toContain(`add --map 'name="Patient Name",pin=DOB,appointment_at="Appt Date"'`)
  const { map } = refused as HeadersGuessed
  expect(mapOf(writeMap(map).slice(1, -1))).toEqual(map)
  expect((await importFile(file, { map })).people).toEqual([{ ...ann, phone: null }])
  await expect(importFile(fileOf('Name,Nothing\nAnn Lee,1\n'))).rejects.toThrow('column "nothing" is unknown')
  await expect(importFile(file, { map: { name: ['Patient'], pin: ['DOB'] } })).rejects.toThrow(
    'Line 1: column "Patient" is missing.',
  )
})

test('a file that changes nothing makes no new version', async () => {
  const file = fileOf('id,name,pin\na,Ann Lee,1111\n')
  const { database } = await importFile(file)
  const generation = () => database.get('SELECT generation FROM directory')
  const before = await generation()
  const { signal } = new AbortController()
  const report = { read() {}, fault() {}, warn() {}, writing() {}, waiting() {}, wrote() {} }
  const again = await importCsv(database, file, settings, {
    isDryRun: false,
    isReplacing: true,
    signal,
    report,
  })
  expect(again.changes).toMatchObject({ added: 0, changed: 0, unchanged: 1, removed: 0 })
  expect(await generation()).toEqual(before)
})

test('the command takes a map, a country and standard input', async () => {
  const environment = { DATABASE_URL: `file:${temporaryFolder()}/a.db`, PIN_SECRET: 'a secret of the tests' }
  const args = ['-', '--country', 'US', '--map', 'name=Nombre,pin=DOB,phone=Cell']
  const { child, ended } = startCommand('import', args, { environment })
  child.stdin?.end('Nombre,DOB,Cell\nAnn Lee,1966,202-555-0101\n')
  expect(await ended).toMatchObject({ code: 0, out: expect.stringContaining('Loaded 1 client') })
})

test('what a run that was killed has left in clear is removed by a run an hour later, and no sooner', async () => {
  const folder = temporaryFolder()
  const environment = {
    ...{ DATABASE_URL: `file:${folder}/a.db`, PIN_SECRET: 'a secret of the tests', TMPDIR: folder },
    ...{ STATE_SECRET: 'another secret of the tests', FEEDS_FILE: `${folder}/feeds.yaml` },
  }
  const left = () => readdirSync(folder).filter((name) => name.startsWith('frontdesk-spool-'))
  const kill = async () => {
    const { child, ended } = startCommand('import', ['-'], { environment, input: 'name,pin\nAnn Lee,1966\n' })
    await expect.poll(left, { timeout: 10_000 }).toHaveLength(1)
    child.kill('SIGKILL')
    await ended
  }
  const age = (minutes: number) => {
    const then = Date.now() / 1000 - minutes * 60
    utimesSync(`${folder}/${left()[0]}`, then, then)
  }
  writeFileSync(`${folder}/clients.csv`, 'name,pin\nBob Ray,1970\n')
  writeFileSync(
    environment.FEEDS_FILE,
    `feeds: { practice: { folder: "${folder}", pattern: "clients.csv" } }`,
  )
  const commands = [
    ['import', 'clients.csv'],
    ['feed', 'practice'],
  ] as const
  for (const [name, what] of commands) {
    await kill()
    age(59)
    await runCommand(name, [what], { environment, folder })
    expect(left()).toHaveLength(1)
    age(61)
    await runCommand(name, [what], { environment, folder })
    expect(left()).toEqual([])
  }
}, 60_000)
