import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createDirectory, type Directory } from '../../src/directory/directory.ts'
import { csvColumns } from '../../src/import/columns.ts'
import { type ImportOptions, importCsv } from '../../src/import/import-csv.ts'
import type { ImportReport } from '../../src/import/import-report.ts'
import { keepSampleClients } from '../../src/import/sample-clients.ts'
import { comparePin } from '../../src/pins/pins.ts'
import { type Client, findNamesakes, findNextAppointment } from '../../src/store/clients.ts'
import type { Database } from '../../src/store/database.ts'
import { waitForLease } from '../../src/store/lease.ts'
import { databases, openForTest, openFresh, temporaryFolder } from '../store/databases.ts'

const settings = { pinSecret: 'a secret of the tests', pinLength: 4, timeZone: 'America/New_York' }
const NOW = new Date('2030-01-01T12:00:00Z')

function csvFile(text: string | Buffer): string {
  const file = `${temporaryFolder()}/clients.csv`
  writeFileSync(file, text)
  return file
}

function reportTo(lines: string[]): ImportReport {
  return {
    read: () => {},
    fault: ({ line, column, cause }) => lines.push(`${line} ${column}: ${cause}`),
    warn: (text) => lines.push(`warning: ${text}`),
    writing: () => {},
    waiting: () => lines.push('waiting'),
    wrote: () => {},
  }
}

async function importText(database: Database, text: string | Buffer, options: Partial<ImportOptions> = {}) {
  const lines: string[] = []
  const result = await importCsv(database, csvFile(text), settings, {
    isDryRun: false,
    isReplacing: false,
    isConfirmed: true,
    signal: new AbortController().signal,
    report: reportTo(lines),
    ...options,
  })
  return { ...result, lines }
}

/** Whom a name clearly stands for. */
async function findByName(directory: Directory, speech: string): Promise<Client[]> {
  const context = { callingNumber: '', declined: [], nearest: [] }
  const found = await directory.identify({ speech, digits: '' }, context)
  if (found.kind === 'several') return found.clients
  return found.kind === 'one' ? [found.client] : []
}

for (const kind of await databases()) {
  test(`${kind.kind}: an imported client is found by name, with their PIN and next appointment`, async () => {
    const database = await openFresh(kind)
    const directory = createDirectory(database)
    const result = await importText(
      database,
      `\uFEFFpin,name,appointment_note,appointment_at,phone,id,language\r
1995,José O'Neill-Smith,"Bring ""it"",\r
please",2030-02-01T14:00,+12025550101,c1,es-US\r
1995,José O'Neill-Smith,,2029-02-01T14:00Z,+12025550101,c1,es-US\r
0042,Ann Lee,,,,,\r
`,
    )
    expect(result).toMatchObject({ clients: 2, appointments: 2, faults: 0, lines: [] })
    const [client] = await findByName(directory, "Jose O'Neill-Smith.")
    expect(client).toEqual({
      id: 'c1',
      name: "José O'Neill-Smith",
      language: 'es-US',
      lastFour: '0101',
      spokenName: null,
    })
    expect(await findNextAppointment(database, 'c1', NOW.getTime())).toEqual({
      at: Date.parse('2030-02-01T19:00:00Z'),
      note: 'Bring "it", please',
    })
    expect(await comparePin(database, settings.pinSecret, 'c1', '1995')).toBe(true)
    expect(await comparePin(database, settings.pinSecret, 'c1', '1996')).toBe(false)
    expect(await comparePin(database, settings.pinSecret, 'nobody', '1995')).toBe(false)
    const [ann] = await findByName(directory, 'Ann Lee')
    expect(ann?.id).toMatch(/^[\w-]{16}$/)
    expect(await comparePin(database, settings.pinSecret, ann?.id ?? '', '0042')).toBe(true)
    expect(await findNextAppointment(database, ann?.id ?? '', NOW.getTime())).toBeUndefined()
    expect(await directory.count()).toBe(2)
  })

  test(`${kind.kind}: importing again replaces a client with their appointments, and removes nobody else`, async () => {
    const database = await openFresh(kind)
    const directory = createDirectory(database)
    await importText(
      database,
      'id,name,pin,appointment_at\na,Ann Lee,1111,2030-02-01T14:00Z\na,Ann Lee,1111,2030-02-02T14:00Z\nb,Bob Ray,2222,2030-02-03T14:00Z\n',
    )
    await importText(
      database,
      'id,name,pin,appointment_at\na,Ann Marsh,3333,2030-02-09T14:00Z\nc,Cy Fox,4444,\n',
    )
    expect(await directory.find('a')).toMatchObject({ name: 'Ann Marsh' })
    expect(await comparePin(database, settings.pinSecret, 'a', '3333')).toBe(true)
    expect(await findNextAppointment(database, 'a', NOW.getTime())).toMatchObject({
      at: Date.parse('2030-02-09T14:00Z'),
    })
    expect(await findNextAppointment(database, 'b', NOW.getTime())).toMatchObject({
      at: Date.parse('2030-02-03T14:00Z'),
    })
    expect(await directory.count()).toBe(3)
    expect(await database.get('SELECT COUNT(*) AS rows FROM clients')).toEqual({ rows: 3 })
    expect(await database.get('SELECT COUNT(*) AS rows FROM appointments')).toEqual({ rows: 2 })
  })

  test(`${kind.kind}: a namesake of somebody on file is warned of, unless the number tells them apart`, async () => {
    const database = await openFresh(kind)
    const header = 'id,name,pin,phone\n'
    await importText(
      database,
      `${header}a,Ann Lee,1111,+12025550101\nb,Bob Ray,1111,\nc,Cy Fox,1111,+12025550103\n`,
    )
    const again = `d,ANN LÉE,1111,+12035550101\ne,Bob Ray,1111,+12025550102\nf,Cy Fox,1111,+12025550104\na,Ann Lee,1111,\n`
    const { lines } = await importText(database, header + again)
    expect(lines).toContain(
      'warning: line 3: a client on file has the same name, and the phone numbers do not tell them apart',
    )
    expect(lines.filter((line) => line.includes('a client on file'))).toHaveLength(1)
  })

  test(`${kind.kind}: a new phone number of somebody without an id is warned of`, async () => {
    const database = await openFresh(kind)
    await importText(database, 'name,pin,phone\nAnn Lee,1111,+12025550101\nBob Ray,1111,+12025550102\n')
    const again = 'name,pin,phone\nAnn Lee,1111,+12025550109\nBob Ray,1111,+12025550102\n'
    for (const isReplacing of [false, true]) {
      const { lines, changes } = await importText(database, again, { isDryRun: true, isReplacing })
      expect(lines).toEqual([
        'warning: line 2: a client on file has the same name with another phone number, and is taken for somebody else; see --match',
      ])
      expect(changes).toMatchObject({ added: 1, unchanged: 1 })
    }
  })

  test(`${kind.kind}: matched by name, somebody with a new phone number stays the same person`, async () => {
    const database = await openFresh(kind)
    const header = 'id,name,pin,phone\n'
    await importText(database, `${header},Ann Lee,1111,+12025550101\nb,Bob Ray,1111,\n,Cy Fox,1111,\n`)
    const [before] = await findNamesakes(database, ['ann lee'])
    const again = `${header},ANN LÉE,1111,+12025550109\n,Bob Ray,1111,+12025550102\n,Cy Fox,1111,\n,Di Poe,1111,\n`
    for (const isReplacing of [false, true]) {
      const { lines, changes } = await importText(database, again, { matching: 'name', isReplacing })
      expect(lines).toEqual([])
      expect(changes).toMatchObject({ removed: 0, added: isReplacing ? 0 : 1 })
    }
    expect(await findNamesakes(database, ['ann lee'])).toEqual([{ ...before, lastFour: '0109' }])
    expect((await findNamesakes(database, ['bob ray'])).map(({ id }) => id)).toEqual(['b'])
  })

  test(`${kind.kind}: matched by name, a name that several have is a fault of its row`, async () => {
    const database = await openFresh(kind)
    const header = 'id,name,pin,phone\n'
    await importText(database, `${header}a,Ann Lee,1111,+12025550101\nb,Ann Lee,1111,+12025550102\n`)
    const rows = [',Ann Lee,1111,+12025550101', ',Cy Fox,1111,+12025550103', ',Cy Fox,1111,+12025550104']
    const { lines } = await importText(database, header + rows.join('\n'), { matching: 'name' })
    expect(lines).toEqual([
      '2 name: is the name of several people: give the row an id',
      '4 phone: differs from line 3, which has the same name: two people need ids of their own',
    ])
  })

  test(`${kind.kind}: --replace removes everyone who is not in the file`, async () => {
    const database = await openFresh(kind)
    const directory = createDirectory(database)
    const rows = Array.from({ length: 1500 }, (_, number) => `n${number},Person ${number},1234`)
    await importText(database, `id,name,pin\n${rows.join('\n')}\n`)
    expect(await directory.count()).toBe(1500)
    await importText(database, 'id,name,pin\nn7,Person 7,1234\n', { isReplacing: true })
    expect(await directory.count()).toBe(1)
    expect(await database.all('SELECT id FROM clients')).toEqual([{ id: 'n7' }])
  })

  test(`${kind.kind}: people are counted as added, changed, unchanged and removed, in a dry run too`, async () => {
    const database = await openFresh(kind)
    const header = 'id,name,pin,appointment_at\n'
    const others = Array.from(
      { length: 9 },
      (_, number) => `n${number},Person ${number},1234,2030-02-01T14:00`,
    )
    await importText(database, `${header}${others.join('\n')}\na,Ann Lee,1111,\n`)
    const text = `${header}${others.slice(1).join('\n')}\na,Ann Lee,2222,\nb,Bob Ray,3333,\n`
    const counts = { added: 1, changed: 1, unchanged: 8, removed: 1 }
    const dry = await importText(database, text, { isReplacing: true, isDryRun: true })
    expect(dry.changes).toEqual(counts)
    const loaded = await importText(database, text, { isReplacing: true, isConfirmed: false })
    expect(loaded.changes).toEqual(counts)
    expect((await importText(database, text)).changes).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 10,
      removed: 0,
    })
    const moved = text.replaceAll('2030-02-01T14', '2030-02-01T15')
    expect((await importText(database, moved)).changes).toMatchObject({ changed: 8, unchanged: 2 })
  })

  test(`${kind.kind}: removing more than 20 % of the people wants a confirmation, the sample people aside`, async () => {
    const database = await openFresh(kind)
    await keepSampleClients(database, settings, NOW.getTime())
    const rows = Array.from({ length: 5 }, (_, number) => `n${number},Person ${number},1234`)
    const file = (count: number) => `id,name,pin\n${rows.slice(0, count).join('\n')}\n`
    const replace = (text: string, options = {}) =>
      importText(database, text, { isReplacing: true, isConfirmed: false, ...options })
    expect((await replace(file(5))).changes).toMatchObject({ added: 5, removed: 2 })
    expect((await replace(file(4))).changes).toMatchObject({ unchanged: 4, removed: 1 })
    expect((await replace(file(1), { isDryRun: true })).changes).toMatchObject({
      removed: 3,
      largeRemoval: expect.any(String),
    })
    await expect(replace(file(1))).rejects.toThrow(
      'It would remove 3 of the 4 people on file. If that is right, add --yes.',
    )
    expect(await createDirectory(database).count()).toBe(4)
    expect((await replace(file(1), { isConfirmed: true })).changes).toMatchObject({ removed: 3 })
  })

  test(`${kind.kind}: one bad row, and nothing is loaded`, async () => {
    const database = await openFresh(kind)
    const result = await importText(database, 'name,pin\nAnn Lee,1111\nBob Ray,12\n')
    expect(result).toMatchObject({ faults: 1, lines: ['3 pin: must be 4 digits'] })
    expect(await database.get('SELECT COUNT(*) AS rows FROM clients')).toEqual({ rows: 0 })
  })

  test(`${kind.kind}: an import under another PIN_SECRET is refused, unless everyone is replaced`, async () => {
    const database = await openFresh(kind)
    await importText(database, 'id,name,pin\na,Ann Lee,1111\n')
    const other = { ...settings, pinSecret: 'another secret' }
    const options = { isDryRun: false, signal: new AbortController().signal, report: reportTo([]) }
    const file = csvFile('id,name,pin\nb,Bob Ray,2222\n')
    const refused = importCsv(database, file, other, { ...options, isReplacing: false })
    await expect(refused).rejects.toThrow(/^PIN_SECRET is not the one/)
    await importCsv(database, file, other, { ...options, isReplacing: true, isConfirmed: true })
    expect(await comparePin(database, other.pinSecret, 'b', '2222')).toBe(true)
  })

  test(`${kind.kind}: an import that is stopped leaves nothing, and the next one works`, async () => {
    const database = await openFresh(kind)
    const rows = Array.from({ length: 2000 }, (_, number) => `n${number},Person ${number},1234`)
    const stop = new AbortController()
    const report = { ...reportTo([]), wrote: () => stop.abort(new Error('It was stopped.')) }
    const stopped = importText(database, `id,name,pin\n${rows.join('\n')}\n`, { signal: stop.signal, report })
    await expect(stopped).rejects.toThrow('It was stopped.')
    expect(await database.get('SELECT COUNT(*) AS rows FROM clients')).toEqual({ rows: 0 })
    expect(await importText(database, 'name,pin\nAnn Lee,1111\n')).toMatchObject({ clients: 1, lines: [] })
  })

  test(`${kind.kind}: what a killed import left is swept by the next one`, async () => {
    const database = await openFresh(kind)
    const directory = createDirectory(database)
    await importText(database, 'id,name,pin\na,Ann Lee,1111\n')
    await database.run('UPDATE clients SET until = 2')
    await database.run(
      "INSERT INTO clients (id, since, name, name_key, pin_hash) VALUES ('a', 2, 'Half', 'half', '-'), ('z', 2, 'Half', 'half', '-')",
    )
    await database.run("UPDATE directory SET lease_holder = 'dead', lease_until = 1")
    expect(await findByName(directory, 'Half')).toEqual([])
    expect(await directory.find('a')).toMatchObject({ name: 'Ann Lee' })
    await importText(database, 'id,name,pin\nb,Bob Ray,2222\n')
    expect(await findByName(directory, 'Half')).toEqual([])
    expect(await directory.find('a')).toMatchObject({ name: 'Ann Lee' })
    expect(await directory.count()).toBe(2)
  })

  test(`${kind.kind}: two imports at once both load all their people`, async () => {
    const database = await openFresh(kind)
    const files = [1, 2].map((half) => {
      const rows = Array.from({ length: 1000 }, (_, number) => `${half}-${number},Person ${number},1234`)
      return `id,name,pin\n${rows.join('\n')}\n`
    })
    await Promise.all(files.map((file) => importText(database, file)))
    expect(await createDirectory(database).count()).toBe(2000)
  })

  test(`${kind.kind}: an import says that it waits for another one, and loads when that one has ended`, async () => {
    const database = await openFresh(kind)
    const { lease } = await waitForLease(database, new AbortController().signal)
    const lines: string[] = []
    // The other import ends only when this one has said that it waits.
    const report = { ...reportTo(lines), waiting: () => lines.push('waiting') && lease.release() }
    expect(await importText(database, 'name,pin\nAnn Lee,1111\n', { report })).toMatchObject({ clients: 1 })
    expect(lines).toEqual(['waiting'])
  })

  test(`${kind.kind}: an import that was killed under a clock that was ahead blocks others for no longer than its lease`, async () => {
    const database = await openFresh(kind)
    const clock = { now: NOW.getTime() + 3_600_000 }
    const { signal } = new AbortController()
    const wait = (onWait?: () => void) => waitForLease(database, signal, onWait, () => clock.now)
    await wait()
    clock.now = NOW.getTime()
    await wait(() => {
      clock.now += 30_001
    })
  })

  test(`${kind.kind}: hints are the caller's own name, then who comes next`, async () => {
    const database = await openFresh(kind)
    const directory = createDirectory(database)
    await importText(
      database,
      `id,name,pin,phone,appointment_at
a,Ann Lee,1111,+12025550101,2030-03-01T14:00Z
b,Bob Ray,1111,+12025550102,2030-02-01T14:00Z
b,Bob Ray,1111,+12025550102,2030-02-02T14:00Z
c,Cy Fox,1111,+12025550103,
d,Di Poe,1111,+12025550104,2029-02-01T14:00Z
`,
    )
    expect(await directory.likelyNames('+12025550103', NOW)).toEqual(['Cy Fox', 'Bob Ray', 'Ann Lee'])
    expect(await directory.likelyNames('anonymous', NOW)).toEqual(['Bob Ray', 'Ann Lee'])
  })
}

/** What a dry run says of a file; a dry run looks at no database. */
async function faultsOf(text: string | Buffer): Promise<string[]> {
  const database = await openForTest('file::memory:')
  return (await importText(database, text, { isDryRun: true })).lines
}

test('a phone number is possible in its country, whether or not a table says that it is assigned', async () => {
  const lines = await faultsOf(`name,pin,phone
Ann Lee,1111,+15551234567
Bo Day,1111,+4915112345678
Cy Fox,1111,+1555123456
Di Poe,1111,+999123456789
`)
  expect(lines).toEqual([3, 4].map((n) => `${n + 1} phone: is not a number like +12025550123 (E.164)`))
})

test('every bad row is named by line, column and cause, and nothing of what stands there', async () => {
  const lines = await faultsOf(`id,name,pin,phone,language,appointment_at,appointment_note
a,Ann Lee,1111,12025550101,fr-FR,2030-02-30T14:00,
a b,,11a1,,,2030-02-03,

"c","Cy
Fox",1111,,,2030-02-03T25:00,
d,Di Poe,1111
e,${'x'.repeat(101)},1111,,,,
f,Flo Day,1111,,,,no time
g,Gus Orr,1111,,,2030-03-10T02:30,
h,Hal Ivy,1111,,,2030-02-03T14:00,${'y'.repeat(1001)}
${'i'.repeat(65)},Ina Ash,1111,,,2030-02-03T14:00+15:00,
`)
  expect(lines).toEqual([
    '2 phone: is not a number like +12025550123 (E.164)',
    '2 language: must be blank or one of en-US, es-US',
    '2 appointment_at: is not a date that exists',
    '3 name: is missing',
    '3 id: must be at most 64 characters, without white space or commas',
    '3 pin: must be 4 digits',
    '3 appointment_at: is not a date and time like 2030-12-15T14:00 or 2030-12-15T14:00-05:00',
    '5 appointment_at: is not a time that exists',
    '7 row: has 3 fields where the first line has 7',
    '8 name: is longer than 100 characters',
    '9 appointment_at: is missing, although there is a note',
    '10 appointment_at: is skipped by the clocks of America/New_York going forward; give it an offset',
    '11 appointment_note: is longer than 1000 characters',
    '12 id: must be at most 64 characters, without white space or commas',
    '12 appointment_at: has an offset that does not exist',
  ])
})

test('a message and a spoken name are checked, and are the same in all rows of a client', async () => {
  const lines = await faultsOf(`id,name,pin,appointment_at,appointment_note,message,spoken_name
a,Ann Lee,1111,,,${'x'.repeat(1001)},${'y'.repeat(101)}
b,Bob Ray,1111,2030-02-03T14:00,${'x'.repeat(500)},${'y'.repeat(501)},
c,Cy Fox,1111,2030-02-03T14:00,,Your order is ready.,Sigh Fox
c,Cy Fox,1111,2030-02-04T14:00,,Your order is late.,
d,Di Poe,1111,,,Ready\u0001.,D\u0001
`)
  expect(lines).toEqual([
    '2 message: is longer than 1000 characters',
    '2 spoken_name: is longer than 100 characters',
    '3 message: is longer than 1000 characters together with the appointment_note',
    '5 message: differs from line 4, which has the same id',
    '5 spoken_name: differs from line 4, which has the same id',
    '6 message: has characters that cannot be spoken',
    '6 spoken_name: cannot be spoken',
  ])
})

test('rows of one id that contradict each other are named', async () => {
  const lines = await faultsOf(`id,name,pin,phone,appointment_at
a,Ann Lee,1111,+12025550101,2030-02-01T14:00
a,Ann Marsh,2222,,2030-02-01T14:00
,Bob Ray,1111,,
,Bob Ray,2222,,
,Bob Ray,1111,,2030-02-01T14:00
`)
  expect(lines).toEqual([
    '3 name: differs from line 2, which has the same id',
    '3 phone: differs from line 2, which has the same id',
    '3 pin: differs from line 2, which has the same id',
    '3 appointment_at: is the time of another appointment of the same client',
    '5 pin: differs from line 4, which has the same name and phone: two people need ids of their own',
  ])
})

test('people who cannot be told apart are named', async () => {
  const lines = await faultsOf(`id,name,pin,phone
a,Ann Lee,1111,+12025550101
b,ANN LÉE,1111,+12025550102
c,Bob Ray,1111,+12025550101
d,Bob Ray,1111,+12035550101
e,Cy Fox,1111,
f,Cy Fox,1111,+12035550101
g,Di Poe,1111,
`)
  expect(lines).toEqual([
    'warning: lines 4, 5: the same name, and the phone numbers do not tell them all apart',
    'warning: lines 6, 7: the same name, and the phone numbers do not tell them all apart',
  ])
})

test('a time that the clocks show twice is the first of them, and is warned of', async () => {
  expect(await faultsOf('name,pin,appointment_at\nAnn Lee,1111,2030-11-03T01:30\n')).toEqual([
    'warning: line 2: this time comes twice, as the clocks go back; the first is taken. Give it an offset.',
  ])
})

test('a quote inside a field, and one never closed, are named, and the rows between them are still checked', async () => {
  const lines = await faultsOf('name,pin\nAnn "Lee,1111\nBob Ray,1\n"Cy Fox,1111\nDi Poe,1111\n')
  expect(lines).toEqual([
    '2 row: has a quote inside a field: put the whole field in quotes and double the quote inside',
    '3 pin: must be 4 digits',
    '4 row: has a quote that is never closed; what follows could not be read',
  ])
})

test('a file that is no table of clients is refused in one sentence', async () => {
  const everyColumn = csvColumns.join()
  const utf16 = Buffer.from('\uFEFFname,pin\nAnn Lee,1111\n', 'utf16le')
  await expect(faultsOf('')).rejects.toThrow('It has no clients')
  await expect(faultsOf('name,pin\n,\n')).rejects.toThrow('It has no clients')
  await expect(faultsOf('name,pni,name\n')).rejects.toThrow(
    `Line 1: column "pni" is unknown; column "name" appears twice; column "pin" is missing. The columns are: ${everyColumn.replaceAll(',', ', ')}.`,
  )
  await expect(faultsOf('name|pin\nAnn Lee|1111\n')).rejects.toThrow(
    'Line 1: the fields must be separated by commas.',
  )
  await expect(faultsOf('Ann Lee,1111\n')).rejects.toThrow(`Line 1 must name the columns: ${everyColumn}.`)
  await expect(faultsOf(utf16)).rejects.toThrow(/^It is not UTF-8 text/)
  await expect(faultsOf('name,pin\n\0\0\0')).rejects.toThrow(/^It is not a text file/)
})
