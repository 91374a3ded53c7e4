import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { waitForLease } from '../../src/store/lease.ts'
import { fileClients } from '../helper.ts'
import { databases } from '../store/databases.ts'
import { type DeskBrowser, deskOrigin, openDesk, testOn } from './desk.ts'

const onEach = testOn(await databases())
const now = new Date('2026-11-23T09:00:00-05:00')
const HOUR_MS = 3_600_000
const ann = { id: 'c7', name: 'Ottilie Canary', pin: '1966', phone: '+12025550177' }
const HEADER = 'First Name,Last Name,DOB,Cell Phone,Appt Date,Appt Time,Instructions\n'
const FILE = `${HEADER}Ottilie,Canary,1/5/1966,202-555-0177,12/15/2026,2:00 PM,bring the canary
Otto,Brand,3/9/1971,202-555-0178,,,
`
/** Nothing of a row is on any page. */
const CANARY = /Ottilie|Canary|Otto|Brand|555-?01|1966|1971|bring the/
/** What the form proposes for these headers. */
const COLUMNS = {
  ...{ name: 'First Name', 'name-2': 'Last Name', pin: 'DOB', phone: 'Cell Phone', country: 'US' },
  ...{ appointment_at: 'Appt Date', 'appointment_at-2': 'Appt Time', appointment_note: 'Instructions' },
}

/** Uploads a file and returns the address of its page. */
async function upload(browser: DeskBrowser, content: string): Promise<string> {
  return String((await browser.upload('/desk/import', content)).headers.location)
}

/** The page of a file once nothing is running any more. */
async function settled(browser: DeskBrowser, at: string): Promise<string> {
  for (;;) {
    const { body } = await browser.get(at)
    expect(body).not.toMatch(CANARY)
    if (!body.includes('<progress')) return body
    await wait(100)
  }
}

async function check(browser: DeskBrowser, at: string, more: Record<string, string> = {}): Promise<string> {
  expect((await browser.post(`${at}/check`, { ...COLUMNS, ...more })).headers.location).toBe(at)
  return settled(browser, at)
}

/** The select of this name with this option. */
const chosen = (name: string, option: string) =>
  new RegExp(`name="${name}"(?:(?!<select)[\\s\\S])*<option value="${option}" selected=""`)
const counts = (body: string) =>
  [...body.matchAll(/class="figure">(\d+)</g)].map(([, count]) => Number(count))
/** A temporary folder of this file's own: other tests upload at the same time. */
const own = mkdtempSync(join(tmpdir(), 'frontdesk-'))
beforeAll(() => void vi.stubEnv('TMPDIR', own))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(own, { recursive: true, force: true })
})
const uploads = () => readdirSync(tmpdir()).filter((name) => name.startsWith('frontdesk-upload-'))
const peopleIn = async ({ database }: Awaited<ReturnType<typeof openDesk>>) =>
  (await database.get<{ count: number }>('SELECT client_count AS count FROM directory'))?.count

onEach(
  'a file is loaded once its columns were chosen and its changes were seen, and it is kept who did it',
  async (openDesk) => {
    const before = uploads()
    const line = await openDesk({ now, clients: [ann] })
    const browser = await line.add('bob')
    const at = await upload(browser, FILE)
    const [mine = ''] = uploads().filter((name) => !before.includes(name))
    expect(statSync(`${tmpdir()}/${mine}/file`).mode & 0o77).toBe(0)
    const columns = await settled(browser, at)
    for (const [name, header] of Object.entries(COLUMNS)) expect(columns).toMatch(chosen(name, header))
    const checked = await check(browser, at, { appointment_note: '', message: 'Instructions' })
    expect(counts(checked)).toEqual([2, 0, 0, 0])
    expect(await peopleIn(line)).toBe(1)
    expect((await browser.post(`${at}/load`)).headers.location).toBe(at)
    const loaded = await settled(browser, at)
    expect(loaded).toContain('Loaded. The next call knows it.')
    expect(await peopleIn(line)).toBe(3)
    expect(uploads()).not.toContain(mine)
    const kept = await line.database.get(
      'SELECT account, added, changed, unchanged, removed FROM desk_imports',
    )
    expect(kept).toEqual({ account: 'bob', added: 2, changed: 0, unchanged: 0, removed: 0 })
    expect((await browser.get('/desk/import')).body).toContain('<td>bob</td><td>2</td>')
    const again = await settled(
      browser,
      await upload(browser, FILE.replace('DOB', 'dob').replace('Otto', 'Olga')),
    )
    expect(again).toMatch(chosen('message', 'Instructions'))
    expect(line.log.join('')).not.toMatch(CANARY)
  },
)

test('each bad row is shown by line, column and cause, and nothing is loaded', async () => {
  const line = await openDesk({ now, clients: [ann] })
  const browser = await line.add('bob')
  const at = await upload(browser, `${FILE}Ann,Lee,,202-555-0179,32/15/2026,2:00 PM,\nBob,Day,1980\n`)
  const body = await check(browser, at)
  expect(body).toContain('3 things are wrong with the file, so nothing was loaded.')
  for (const row of [
    '<th scope="row">4</th><td>DOB</td><td>must be 4 digits</td>',
    '<th scope="row">4</th><td>Appt Date + Appt Time</td>',
    '<th scope="row">5</th><td>the row</td><td>has 3 fields where the first line has 7</td>',
  ])
    expect(body).toContain(row)
  expect(body).not.toContain('/load"')
  await browser.post(`${at}/load`)
  expect(await peopleIn(line)).toBe(1)
})

onEach(
  'more than a fifth of the people is removed only when somebody was shown those very people and said yes',
  async (openDesk) => {
    const clients = Array.from({ length: 4 }, (_, i) => ({
      ...ann,
      id: `c${i}`,
      name: `Person ${'ABCD'[i]}`,
    }))
    const line = await openDesk({ now, clients })
    const browser = await line.add('bob')
    const at = await upload(browser, FILE)
    const checked = await check(browser, at, { replace: 'on' })
    expect(counts(checked)).toEqual([2, 0, 0, 4])
    expect(checked).toContain('Yes, remove 4 of the 4 people on file')
    await browser.post(`${at}/load`)
    expect(await settled(browser, at)).toContain('Yes, remove 4 of the 4 people on file')
    expect(await peopleIn(line)).toBe(4)
    const sure = (page: string) => /name="sure" value="([^"]+)"/.exec(page)?.[1] ?? ''
    await fileClients(line.database, line.config, [{ ...ann, id: 'd1', name: 'Person D' }])
    await browser.post(`${at}/load`, { sure: sure(checked) })
    const asked = await settled(browser, at)
    expect(asked).toContain('Yes, remove 5 of the 5 people on file')
    expect(await peopleIn(line)).toBe(5)
    await browser.post(`${at}/load`, { sure: sure(asked) })
    expect(await settled(browser, at)).toContain('Loaded.')
    expect(await peopleIn(line)).toBe(2)
  },
)

/** An import that waits, because another one is running, whose lease is given. */
async function startBesideAnother(open: typeof openDesk) {
  const line = await open({ now, clients: [ann] })
  const browser = await line.add('bob')
  const at = await upload(browser, FILE)
  await check(browser, at)
  const { lease } = await waitForLease(line.database, AbortSignal.timeout(5_000))
  await browser.post(`${at}/load`)
  await expect
    .poll(async () => (await browser.get(at)).body, { timeout: 15_000 })
    .toContain('Another import is running.')
  return { line, browser, at, lease }
}

onEach('an import that finds another one running says so and waits', async (openDesk) => {
  const { line, browser, at, lease } = await startBesideAnother(openDesk)
  expect(await peopleIn(line)).toBe(1)
  await lease.release()
  expect(await settled(browser, at)).toContain('Loaded.')
  expect(await peopleIn(line)).toBe(3)
})

test('an import that is stopped while it waits loads nothing and leaves nothing', async () => {
  const before = uploads()
  const { line, browser, at, lease } = await startBesideAnother(openDesk)
  expect((await browser.post(`${at}/drop`)).headers.location).toBe('/desk/import')
  await lease.release()
  await wait(500)
  expect(await peopleIn(line)).toBe(1)
  expect(uploads()).toEqual(before)
})

test('the end of a session loses neither the file nor what was chosen for it', async () => {
  const line = await openDesk({ now, clients: [ann] })
  const browser = await line.add('bob')
  const at = await upload(browser, FILE)
  await browser.post('/desk/sign-out')
  const { body } = await browser.post(`${at}/check`, { ...COLUMNS, appointment_note: '' })
  const [, held = ''] = /name="held" value="([^"]*)"/.exec(body) ?? []
  const fields = { to: `${at}/check`, held: held.replaceAll('&quot;', '"') }
  const password = 'seven herons over the mill'
  const back = await browser.post('/desk/sign-in', { name: 'bob', password, ...fields })
  expect(back.body).toContain('name="name-2" value="Last Name"')
  expect(counts(await check(browser, at, { appointment_note: '' }))).toEqual([2, 0, 0, 0])
})

test('a file is gone after an hour, and for everybody else at once', async () => {
  let time = now
  const before = uploads()
  const line = await openDesk({ now: () => time, clients: [ann] })
  const [bob, eve] = [await line.add('bob'), await line.add('eve')]
  const at = await upload(bob, FILE)
  const gone = 'This file is no longer here'
  for (const reply of [await eve.get(at), await eve.post(`${at}/load`), await eve.post(`${at}/drop`)])
    expect([reply.statusCode, reply.body]).toEqual([410, expect.stringContaining(gone)])
  expect((await bob.get(at)).statusCode).toBe(200)
  time = new Date(now.getTime() + HOUR_MS)
  expect((await bob.get(at)).body).toContain(gone)
  await bob.get('/desk/import')
  await expect.poll(uploads).toEqual(before)
})

test('no file is taken without a session, and none from another origin', async () => {
  const before = uploads()
  const { visitor, add } = await openDesk({ now })
  const { statusCode, body } = await visitor.upload('/desk/import', FILE)
  expect([statusCode, body]).toEqual([401, expect.stringContaining('Choose it again.')])
  expect(body).toContain('name="to" value="/desk/import"')
  const bob = await add('bob')
  expect((await bob.post('/desk/import', {}, { origin: 'https://evil.example.com' })).statusCode).toBe(403)
  expect(uploads()).toEqual(before)
})

test.each([
  ['none', '', '', 'No file was chosen: choose one.'],
  ['an empty one', '', 'people.csv', 'The file is empty.'],
  ['a picture', '\u0089PNG\r\n\0\0\0', 'people.csv', 'It is not UTF-8 text'],
  [
    'one without a header',
    'Otto Brand,1966,+12025550178\n',
    'people.csv',
    'The first line must name the columns',
  ],
  [
    'no workbook',
    'PK\u0003\u0004 and then something else',
    'people.xlsx',
    'It is not a workbook that can be read',
  ],
])('of a file of the wrong shape, such as %s, the page says what to do', async (_, content, name, says) => {
  const { add } = await openDesk({ now })
  const browser = await add('bob')
  const sent = await browser.upload('/desk/import', Buffer.from(content, 'latin1'), name)
  const reply = sent.headers.location ? await browser.get(String(sent.headers.location)) : sent
  expect(reply.statusCode).toBe(422)
  expect(reply.body).toContain(says)
  expect(reply.body).not.toMatch(CANARY)
})

test('a file that is too large, or does not arrive as a whole, is said so and leaves nothing', async () => {
  const before = uploads()
  const { add, desk } = await openDesk({ now })
  const browser = await add('bob')
  const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
  const headers = {
    ...{ origin: deskOrigin, 'content-type': 'multipart/form-data; boundary=x', cookie: browser.cookie },
    ...{ 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' },
  }
  const send = (payload: Readable) => desk.inject({ method: 'POST', url: '/desk/import', headers, payload })
  const large = await send(Readable.from(partsOf(part, 201)))
  expect([large.statusCode, large.body]).toEqual([413, expect.stringContaining('larger than 200 MB')])
  const broken = await send(Readable.from([part, FILE]))
  expect([broken.statusCode, broken.body]).toEqual([
    400,
    expect.stringContaining('did not arrive as a whole'),
  ])
  expect(uploads()).toEqual(before)
})

function* partsOf(part: string, megabytes: number) {
  yield Buffer.from(part)
  for (let i = 0; i < megabytes; i += 1) yield Buffer.alloc(1_000_000, 'a')
  yield Buffer.from('\r\n--x--\r\n')
}

test('of a workbook with several sheets the one with the people is chosen', async () => {
  const { add } = await openDesk({ now })
  const browser = await add('bob')
  const content = readFileSync('test/import/files/two-sheets.xlsx')
  const at = String((await browser.upload('/desk/import', content, 'a.xlsx')).headers.location)
  expect((await browser.get(at)).body).toContain('<option>Visits</option><option>Old</option>')
  expect((await browser.post(`${at}/sheet`, { sheet: 'Visits' })).headers.location).toBe(at)
  expect((await browser.get(at)).body).toContain('Which columns?')
})

test('columns without a name or a PIN are asked for, and what was chosen stays', async () => {
  const { add } = await openDesk({ now })
  const browser = await add('bob')
  const at = await upload(browser, FILE)
  const { statusCode, body } = await browser.post(`${at}/check`, { ...COLUMNS, pin: '', phone: 'DOB' })
  expect(statusCode).toBe(422)
  expect(body).toContain('Choose the columns of the name and of the year of birth or PIN.')
  expect(body).toMatch(chosen('phone', 'DOB'))
})
