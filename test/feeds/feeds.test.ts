import { copyFileSync, existsSync, utimesSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readFeedsYaml } from '../../src/feeds/feeds-file.ts'
import { allowRemoval, takeFeed } from '../../src/store/feeds.ts'
import { openTestLine } from '../helper.ts'
import { databases, openForTest, openFresh, temporaryFolder } from '../store/databases.ts'
import { ann, feedOf, found, header, MINUTE, people, runnerOf, START } from './feed-runner.ts'
import { send, startSource } from './source-server.ts'

for (const kind of await databases()) {
  test(`${kind.kind}: a feed loads a URL, and rows that have not changed write nothing`, async () => {
    const database = await openFresh(kind)
    const { run, generation, row, clock } = runnerOf(database)
    const source = await startSource(send(header + ann, { etag: '"1"' }))
    const feed = feedOf(`url: ${source.url}\nheader: { authorization: Bearer $TOKEN }`, { TOKEN: 'tok-1' })
    expect(await run(feed)).toMatchObject({ kind: 'loaded', changes: { added: 1 } })
    expect(source.requests[0]?.headers.authorization).toBe('Bearer tok-1')
    const loaded = await generation()
    clock.now += 5 * MINUTE
    expect(await run(feed)).toEqual({ kind: 'unchanged' })
    expect(source.requests[1]?.headers['if-none-match']).toBe('"1"')
    // A run that failed has changed nothing: what the source remembers still holds.
    source.answerWith(send('', {}, 503))
    expect(await run(feed)).toMatchObject({ kind: 'failed' })
    source.answerWith((_, response) => void response.writeHead(304).end())
    expect(await run(feed)).toEqual({ kind: 'unchanged' })
    expect(source.requests.at(-1)?.headers['if-none-match']).toBe('"1"')
    expect(await generation()).toBe(loaded)
    expect(await row()).toMatchObject({ goodAt: clock.now, nextAt: clock.now + 5 * MINUTE, fault: null })
  })

  test(`${kind.kind}: what another import has changed is put right by rows that are the same as before`, async () => {
    const database = await openFresh(kind)
    const { run } = runnerOf(database)
    const source = await startSource(send(header + ann, { etag: '"1"' }))
    const feed = feedOf(`url: ${source.url}`)
    await run(feed)
    await database.run('DELETE FROM clients')
    await database.run('UPDATE directory SET generation = generation + 1, client_count = 0')
    expect(await run(feed)).toMatchObject({ kind: 'loaded', changes: { added: 1 } })
    expect(source.requests[1]?.headers['if-none-match']).toBeUndefined()
  })

  test(`${kind.kind}: a run that would remove many is held until somebody says yes`, async () => {
    const database = await openFresh(kind)
    const { run, row } = runnerOf(database)
    const source = await startSource(send(header + people(10), { etag: '"1"' }))
    const feed = feedOf(`url: ${source.url}\nreplace: true`)
    await run(feed)
    source.answerWith(send(header + people(7)))
    expect(await run(feed)).toEqual({
      kind: 'held',
      says: 'practice: It would remove 3 of the 10 people on file. If that is right, add --yes. ("npm run feed -- practice --yes")',
    })
    expect(await row()).toMatchObject({ isHeld: 1, goodAt: START })
    expect(await run(feed)).toMatchObject({ kind: 'held' })
    expect(source.requests.at(-1)?.headers['if-none-match']).toBeUndefined()
    expect(await found(database, 'p9')).toBeDefined()
    source.answerWith(send(header))
    expect(await run(feed)).toMatchObject({ kind: 'failed' })
    source.answerWith(send(header + people(7)))
    expect(await run(feed, { isConfirmed: true })).toMatchObject({ kind: 'loaded', changes: { removed: 3 } })
    expect(await row()).toMatchObject({ isHeld: 0, fault: null, failures: 0 })
  })

  test(`${kind.kind}: a yes at the desk lets the held removal through, once, and no other one`, async () => {
    const database = await openFresh(kind)
    const { run, row } = runnerOf(database)
    const source = await startSource(send(header + people(10)))
    const feed = feedOf(`url: ${source.url}\nreplace: true`)
    await run(feed)
    source.answerWith(send(header + people(7)))
    await run(feed, { isTimed: true })
    expect(await row()).toMatchObject({ isHeld: 0 })
    await run(feed)
    const shown = await row()
    expect(shown).toMatchObject({ isHeld: 1, heldRemoved: 3, heldTotal: 10, allowedRemoval: null })
    expect(await allowRemoval(database, 'practice', shown?.heldRemoval ?? '')).toBe(true)
    expect(await row()).toMatchObject({ nextAt: 0 })
    // Other three people.
    source.answerWith(send(header + people(7, 3)))
    expect(await run(feed, { isTimed: true })).toMatchObject({ kind: 'held' })
    expect(await row()).toMatchObject({ heldRemoved: 3, allowedRemoval: null })
    expect(await allowRemoval(database, 'practice', shown?.heldRemoval ?? '')).toBe(false)
    source.answerWith(send(header + people(7)))
    await run(feed)
    await allowRemoval(database, 'practice', shown?.heldRemoval ?? '')
    // A source that fails uses nothing up.
    source.answerWith(send('', {}, 503))
    await run(feed)
    source.answerWith(send(header + people(7).replace('Number1', 'Numberone')))
    expect(await run(feed)).toMatchObject({ kind: 'loaded', changes: { removed: 3, changed: 1 } })
    expect(await row()).toMatchObject({ isHeld: 0, heldRemoval: null, allowedRemoval: null })
    expect(await found(database, 'p9')).toBeUndefined()
    await run(feed, { isConfirmed: true })
    source.answerWith(send(header + people(10)))
    await run(feed)
    source.answerWith(send(header + people(7)))
    expect(await run(feed)).toMatchObject({ kind: 'held' })
  })

  test(`${kind.kind}: one process at a time runs a feed, and one that was killed is followed by another`, async () => {
    const database = await openFresh(kind)
    const { run, clock } = runnerOf(database)
    const source = await startSource(send(header + ann))
    const feed = feedOf(`url: ${source.url}`)
    await takeFeed(database, 'practice', 'a process that was killed', clock.now)
    expect(await run(feed)).toEqual({ kind: 'skipped' })
    clock.now += MINUTE + 1
    expect(await run(feed)).toMatchObject({ kind: 'loaded' })
  })

  test(`${kind.kind}: a dry run says what would change, and changes nothing`, async () => {
    const database = await openFresh(kind)
    const { run, row } = runnerOf(database)
    const source = await startSource(send(header + ann))
    const dry = await run(feedOf(`url: ${source.url}`), { isDryRun: true })
    expect(dry).toMatchObject({ kind: 'loaded', changes: { added: 1 } })
    expect(await found(database, 'a')).toBeUndefined()
    expect(await row()).toMatchObject({ triedAt: null })
  })

  if (kind.kind === 'postgres')
    test('a query on PostgreSQL is read in a transaction that cannot write, in parts', async () => {
      const url = await kind.url()
      const office = await openForTest(url)
      await office.run('CREATE TABLE visits (id INTEGER, who TEXT, born DATE, starts TIMESTAMPTZ)')
      await office.run(`INSERT INTO visits SELECT n, 'Person Number' || n, '1966-05-12', '2030-12-15 19:00+00'
        FROM generate_series(1, 2500) AS n`)
      await office.run(`ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET datestyle = 'German'`)
      const database = await openForTest(`file:${temporaryFolder()}/a.db`)
      const { run } = runnerOf(database)
      const query = 'SELECT id, who AS name, born AS pin, starts AS appointment_at FROM visits ORDER BY id'
      const feed = (sql: string, address = url) =>
        feedOf(`sql: $DB\nquery: ${JSON.stringify(sql)}`, { DB: address })
      expect(await run(feed(query))).toMatchObject({ kind: 'loaded', changes: { added: 2_500 } })
      expect((await found(database, '2500'))?.appointments).toEqual([
        { at: Date.parse('2030-12-15T19:00Z'), note: '' },
      ])
      const says = async (sql: string, address?: string) => {
        const result = await run(feed(sql, address))
        return 'says' in result ? result.says : result.kind
      }
      expect(await says('DELETE FROM visits RETURNING id, who AS name')).toBe(
        'practice: the query would write: the transaction is read-only',
      )
      expect(await says('SELECT nothing FROM visits')).toBe(
        'practice: the query names a column that does not exist',
      )
      expect(await says('SELECT id, who AS name FROM visits')).toBe(
        'practice: Line 1: column "pin" is missing. The columns are: id, name, pin, phone, language, appointment_at, appointment_note, message, spoken_name',
      )
      expect(await says(query, 'postgres://nobody:secret-word@127.0.0.1:1/none')).toBe(
        'practice: no database listens there',
      )
    })
}

test('a source that fails leaves everybody on file, says why in one sentence, and is asked ever more rarely', async () => {
  const database = await openForTest('file::memory:')
  const { run, row, clock } = runnerOf(database)
  const source = await startSource(send(header + ann))
  const feed = feedOf(`url: ${source.url}?key=$KEY\nheader: { x-key: $KEY }`, { KEY: 'secret-word' })
  await run(feed)
  const other = await startSource(send(''))
  const faults: [Parameters<typeof source.answerWith>[0], string][] = [
    [
      send('<html>Log in</html>', { 'content-type': 'text/html' }),
      'it answered with a web page, not with data',
    ],
    [(_, response) => void response.writeHead(401).end(), 'it refuses us (HTTP 401): check the token'],
    [
      (_, response) => void response.writeHead(302, { location: other.url }).end(),
      'the headers are not sent to another host',
    ],
    [
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write(header)
        setImmediate(() => response.destroy())
      },
      'the connection broke off',
    ],
    [send('who,born\nAnn Lee,1966\n'), 'Line 1 must name the columns'],
    [
      send(`${header}${ann}a,Ann Lee,1977,+12025550101,\n`),
      'row 3, pin: differs from line 2, which has the same id',
    ],
    [send(`${header}b,Bob Ray,1966,,1900-01-01T10:00\n`), 'row 2, appointment_at: is not a date that exists'],
  ]
  for (const [at, [answer, sentence]] of faults.entries()) {
    source.answerWith(answer)
    const result = await run(feed)
    expect(result).toMatchObject({ kind: 'failed', says: expect.stringContaining(sentence) })
    expect(JSON.stringify([result, await row()])).not.toMatch(/secret-word|Ann|Bob|\+1202/)
    const wait = Math.min(5 * MINUTE * 2 ** (at + 1), 60 * MINUTE)
    expect(await row()).toMatchObject({ failures: at + 1, goodAt: START, nextAt: clock.now + wait })
    expect(other.requests).toEqual([])
  }
  expect(await found(database, 'a')).toBeDefined()
  source.answerWith(send(header + ann))
  expect(await run(feed)).toEqual({ kind: 'unchanged' })
  expect(await row()).toMatchObject({ failures: 0, fault: null })
})

test('the newest file of a folder is loaded once it is written, and moved', async () => {
  const folder = temporaryFolder()
  const database = await openForTest('file::memory:')
  const { run, row, clock } = runnerOf(database)
  const map =
    'map: { name: [First Name, Last Name], pin: DOB, phone: Cell Phone, appointment_at: [Appt Date, Appt Time] }'
  const feed = feedOf(`folder: ${folder}\npattern: "visits*.xlsx"\nafter: move\ncountry: US\n${map}`)
  expect(await run(feed)).toMatchObject({ says: `practice: there is no file like visits*.xlsx in ${folder}` })
  writeFileSync(`${folder}/notes.txt`, 'not ours')
  copyFileSync('test/import/files/visits.xlsx', `${folder}/visits-1.xlsx`)
  utimesSync(`${folder}/visits-1.xlsx`, START / 1000, START / 1000)
  clock.now = START + 4_999
  expect(await run(feed)).toMatchObject({ kind: 'failed' })
  clock.now = START + 5_000
  expect(await run(feed)).toMatchObject({ kind: 'loaded', changes: { added: 2 } })
  expect(existsSync(`${folder}/done/visits-1.xlsx`)).toBe(true)
  clock.now += MINUTE
  expect(await run(feed)).toEqual({ kind: 'unchanged' })
  expect(await row()).toMatchObject({ goodAt: START })
})

test('callers are told to check with the office when the data are too old', async () => {
  const folder = temporaryFolder()
  const file = `${folder}/feeds.yaml`
  writeFileSync(file, `feeds:\n  practice: { folder: ${folder}, max_age: 4h }\n`)
  const appointments = [{ at: '2026-12-15T14:00' }]
  const clients = [{ id: 'a', name: 'Ann Parker', pin: '1966', appointments }]
  const line = await openTestLine({ clients, now: new Date(START), settings: { FEEDS_FILE: file } })
  const call = await line.dial()
  await call.say('Ann Parker')
  await call.press('1966')
  expect(call.heard.join('\n')).toMatch(/December 15th at 2 PM\.\n.*Please check with the office\./)
})

test('each fault of the file is told with its line', () => {
  const read = readFeedsYaml(
    `feeds:
  one:
    url: https://example.com/$KEY
    every: soon
    colour: red
`,
    {},
  )
  expect(read).toEqual({
    faults: ['line 4: every: must be a time such as 5m, 4h or 1d', 'line 5: "colour" is not known here'],
  })
  const second = readFeedsYaml(
    `feeds:
  Two: { folder: /a, url: https://example.com }
  three:
    url: https://example.com/$KEY
    replace: true
  four: { sql: "oracle://x" }
`,
    {},
  )
  expect(second).toEqual({
    faults: [
      'line 2: Two: must be at most 40 small letters, digits and hyphens',
      'line 2: Two: must have one of folder, url, sql and fhir',
      'line 5: replace: a feed that replaces everybody must be the only one',
      'line 4: url: $KEY is not set',
      'line 6: sql: must have a query',
      'line 6: sql: must be postgres://… or mysql://…',
    ],
  })
})

test('an address that is no URL is told in a sentence of its own, which does not quote it', () => {
  const read = readFeedsYaml(
    `feeds:
  one: { url: "office.example.com/rows" }
  two: { url: "https://$HOST" }
  three: { fhir: "https://[half/r4", client: { token_url: /token, id: us, secret: word } }
  four: { sql: $DB, query: SELECT 1 }
  five: { sql: "postgres://reader@/practice?host=/run/postgresql", query: SELECT 1 }
  six: { url: "ftp://example.com/rows" }
`,
    { DB: 'postgres://reader:secret#word@db.example.com/practice' },
  )
  const web = 'is no URL: write it in full, such as https://example.com/rows'
  expect(read).toEqual({
    faults: [
      `line 2: url: ${web}`,
      'line 3: url: $HOST is not set',
      `line 4: fhir: ${web}`,
      'line 4: client: token_url is no URL: write it in full, such as https://fhir.example.com/token',
      'line 5: sql: is no URL: write it in full, such as postgres://reader:password@db.example.com/name',
      'line 7: url: must be an http(s) URL',
    ],
  })
})
