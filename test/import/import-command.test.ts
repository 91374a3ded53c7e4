import { writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createDirectory } from '../../src/directory/directory.ts'
import { waitForLease } from '../../src/store/lease.ts'
import type { openDatabase } from '../../src/store/open.ts'
import { comparePin } from '../pins/compare-pin.ts'
import { startCommand } from '../run-command.ts'
import { databases, openForTest, temporaryFolder } from '../store/databases.ts'

const PIN_SECRET = 'a secret of the tests, long enough'

function start(url: string, ...args: string[]) {
  const environment = { DATABASE_URL: url, PIN_SECRET, STATE_SECRET: 'another secret of the tests' }
  return startCommand('import', args, { environment })
}

function csvFile(rows: string[]): string {
  const file = `${temporaryFolder()}/clients.csv`
  writeFileSync(file, `id,name,pin\n${rows.join('\n')}\n`)
  return file
}

function people(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, number) => `${prefix}${number},Person ${prefix} ${number},1234`)
}

for (const kind of await databases()) {
  test(`${kind.kind}: the command loads a file, and says so`, async () => {
    const url = await kind.url()
    const file = csvFile(['a,Ann Lee,1111'])
    expect(await start(url, file).ended).toEqual({
      code: 0,
      out: `Loaded 1 client with 0 appointments from ${file}: 1 added, 0 changed, 0 unchanged, 0 removed.\n`,
      err: '',
    })
    expect(await comparePin(await openForTest(url), PIN_SECRET, 'a', '1111')).toBe(true)
  })

  test(`${kind.kind}: a language that the line does not offer is pointed out, and the client is loaded`, async () => {
    const file = `${temporaryFolder()}/clients.csv`
    writeFileSync(file, 'name,pin,language\nAnn Lee,1111,en-US\nAna Cruz,2222,es-US\n')
    const { code, err } = await start(await kind.url(), file).ended
    expect(code).toBe(0)
    expect(err).toBe(
      'warning: line 3: LANGUAGES lacks es-US, so this client is spoken to in another language.\n',
    )
  })

  test(`${kind.kind}: faults are listed, the exit code is 1, and nothing is loaded`, async () => {
    const url = await kind.url()
    const file = csvFile(Array.from({ length: 150 }, (_, number) => `${number},Ann Lee,1`))
    const { code, out, err } = await start(url, file).ended
    expect(code).toBe(1)
    expect(out).toBe(`Nothing was loaded from ${file}: 150 faults.\n`)
    const lines = err.trim().split('\n')
    expect(lines[0]).toBe('line 2, pin: must be 4 digits')
    expect(lines.slice(100)).toEqual(['and 50 more faults'])
  })

  test(`${kind.kind}: a dry run loads nothing`, async () => {
    const url = await kind.url()
    const { code, out } = await start(url, csvFile(['a,Ann Lee,1111']), '--dry-run').ended
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('can be loaded: 1 client') })
    expect(await createDirectory(await openForTest(url)).count()).toBe(0)
  })

  test(`${kind.kind}: Ctrl-C undoes what was half done`, async () => {
    const url = await kind.url()
    const database = await openForTest(url)
    const { child, ended } = start(url, csvFile(people('p', 20_000)))
    await rowsOf(database, 300)
    child.kill('SIGINT')
    const { code, err } = await ended
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('It was stopped.') })
    expect(await database.get('SELECT COUNT(*) AS rows FROM clients')).toEqual({ rows: 0 })
  })

  test(`${kind.kind}: an import killed at once is invisible, and another one takes over`, async () => {
    const url = await kind.url()
    const database = await openForTest(url)
    const directory = createDirectory(database)
    const { child, ended } = start(url, csvFile(people('p', 20_000)))
    await rowsOf(database, 300)
    child.kill('SIGKILL')
    await ended
    expect(await directory.count()).toBe(0)
    expect(await directory.find('p0')).toBeUndefined()
    // As if half a minute had passed.
    await database.run('UPDATE directory SET lease_until = 1')
    expect(await start(url, csvFile(['a,Ann Lee,1111'])).ended).toMatchObject({ code: 0 })
    expect(await database.get('SELECT COUNT(*) AS rows FROM clients')).toEqual({ rows: 1 })
  })

  test(`${kind.kind}: a server writes while an import runs, and sees it when it is done`, async () => {
    const url = await kind.url()
    const database = await openForTest(url)
    await database.run('CREATE TABLE things (id INTEGER PRIMARY KEY)')
    const directory = createDirectory(database)
    let isOver = false
    const importing = start(url, csvFile(people('p', 20_000))).ended.finally(() => {
      isOver = true
    })
    let written = 0
    for (; !isOver; written++) {
      const insert = 'INSERT INTO things (id) VALUES (?)'
      await database.transaction((queries) => queries.run(insert, written), { durable: true })
      await wait(2)
    }
    expect(await importing).toMatchObject({ code: 0 })
    expect(await directory.find('p19999')).toMatchObject({ name: 'Person p 19999' })
    expect(written).toBeGreaterThan(10)
  })

  test(`${kind.kind}: ten processes that start at once migrate once`, async () => {
    const url = await kind.url()
    const files = Array.from({ length: 10 }, (_, number) => csvFile([`${number},Person ${number},1111`]))
    const results = await Promise.all(files.map((file) => start(url, file, '--dry-run').ended))
    expect(results.map(({ code, err }) => ({ code, err }))).toEqual(files.map(() => ({ code: 0, err: '' })))
  })

  test(`${kind.kind}: who is stopped while another import is at work hears just that`, async () => {
    const database = await openForTest(await kind.url())
    await database.run("UPDATE directory SET lease_holder = 'another', lease_until = ?", Date.now() + 60_000)
    const stop = new AbortController()
    const wait = waitForLease(database, stop.signal, () => stop.abort(new Error('It was stopped.')))
    await expect(wait).rejects.toThrow('It was stopped.')
  })

  test(`${kind.kind}: two imports at once both arrive`, async () => {
    const url = await kind.url()
    const files = ['x', 'y'].map((prefix) => csvFile(people(prefix, 3_000)))
    const results = await Promise.all(files.map((file) => start(url, file).ended))
    expect(results.map(({ code }) => code)).toEqual([0, 0])
    expect(await createDirectory(await openForTest(url)).count()).toBe(6_000)
  })
}

test('a missing file, an empty one, a folder, two files, and none at all are one clear sentence', async () => {
  const folder = temporaryFolder()
  const url = `file:${folder}/a.db`
  const missing = await start(url, `${folder}/none.csv`).ended
  expect(missing).toEqual({
    code: 1,
    out: '',
    err: `Nothing was loaded from ${folder}/none.csv: There is no such file.\n`,
  })
  expect((await start(url, `${csvFile([])}/x.csv`).ended).err).toContain('There is no such file.')
  expect((await start(url, csvFile([])).ended).err).toMatch(
    /^Nothing was loaded from \S+: It has no clients: /,
  )
  expect((await start(url, folder).ended).err).toBe(
    `Nothing was loaded from ${folder}: It is a folder, not a file.\n`,
  )
  expect((await start(url).ended).err).toMatch(/^Name the file to load\./)
  expect((await start(url, 'a.csv', 'b.csv').ended).err).toMatch(
    /^Unexpected argument "b\.csv": import one file at a time\./,
  )
})

async function rowsOf(database: Awaited<ReturnType<typeof openDatabase>>, least: number): Promise<void> {
  for (;;) {
    const row = await database.get<{ rows: number }>('SELECT COUNT(*) AS rows FROM clients')
    if (row && row.rows >= least) return
    await wait(5)
  }
}
