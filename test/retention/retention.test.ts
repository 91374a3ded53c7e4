import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { hangUp, press, say } from 'cxml-phone'
import { expect, onTestFinished, test } from 'vitest'
import { createEncryption } from '../../src/crypto/encryption.ts'
import { load } from '../../src/import/load.ts'
import { enterPin } from '../../src/pins/enter-pin.ts'
import { hashPin } from '../../src/pins/pin-hash.ts'
import { erase } from '../../src/retention/erase.ts'
import { purge } from '../../src/retention/purge.ts'
import { readAudit } from '../../src/store/audit.ts'
import { recordSteps } from '../../src/store/calls.ts'
import type { Database, Queries } from '../../src/store/database.ts'
import {
  type DisclosedWords,
  encryptWords,
  keepWords,
  recordDisclosure,
  recordFollowing,
} from '../../src/store/disclosures.ts'
import { isUnreachable, markUnreachable } from '../../src/store/unreachable-numbers.ts'
import { openTestLine } from '../helper.ts'
import { runCommand } from '../run-command.ts'
import { databases, openForTest, openFresh, planOf } from '../store/databases.ts'

const DAY = 24 * 3_600_000
const now = Date.UTC(2026, 10, 22, 15)
const secret = 'a secret of the tests, which keys the PINs'

/** A call in which a client was told of an appointment, and had it texted. */
async function addCall(database: Database, call: string, clientId: string, at: number) {
  const step = { step: 'pin', outcome: 'ask', why: null, asks: 'sms-offer', isNameMissed: false }
  await recordSteps(database, [{ ...step, callSid: call, at }])
  const entry = { callSid: call, entry: 'e', clientId, isRight: true, numberSubject: `number:${call}` }
  await enterPin(database, entry, at)
  await recordDisclosure(database, call, { clientId, appointmentAt: at + DAY, toldAt: at })
  await recordFollowing(database, 'texted', { call, clientId, at: at + 1 })
}

/** Keeps what a call was told of client a. */
function tell(database: Database, call: string, at: number, clientId = 'a') {
  const words: DisclosedWords = {
    ...{ name: 'Name', lang: 'en-US', hasAppointment: true, hasMessage: false },
    sentences: ['You are expected.'],
    written: ['You are expected.'],
  }
  const disclosure = { clientId, appointmentAt: at + DAY, toldAt: at }
  const encrypted = encryptWords(createEncryption(secret), call, clientId, words)
  return keepWords(database, call, disclosure, encrypted)
}

async function fileTwo(database: Database) {
  const person = (id: string) => ({
    id,
    name: `Name ${id}`,
    nameKey: `name ${id}`,
    pinHash: hashPin('1995', secret),
  })
  const people = {
    async *clients() {
      yield ['a', 'b'].map((id) => ({
        ...{ ...person(id), phone: null, language: null, message: `Message for ${id}`, spokenName: null },
      }))
    },
    async *appointments() {
      yield ['a', 'b'].map((id) => ({ clientId: id, at: now + DAY, note: '' }))
    },
  }
  const signal = new AbortController().signal
  await load(database, people, { pinSecret: secret, pinLength: 4, isReplacing: false, signal })
}

async function audit(database: Database, range: Partial<Parameters<typeof readAudit>[1]> = {}) {
  const entries = []
  for await (const entry of readAudit(database, { since: 0, until: Number.MAX_SAFE_INTEGER, ...range })) {
    entries.push(entry)
  }
  return entries
}

/** Tables of so few rows that they need no index on the time. */
const SMALL = [
  'aliases',
  'desk_attempts',
  'desk_done',
  'desk_imports',
  'desk_sessions',
  'disclosed_words',
  'unreachable_numbers',
]

test('no purge reads a whole table, however many rows are kept', async () => {
  const database = await openForTest('file::memory:')
  const purges = new Set<string>()
  const noting = (queries: Queries): Queries => ({
    ...{ get: queries.get.bind(queries), all: queries.all.bind(queries) },
    run: (sql, ...values) => {
      if (sql.startsWith('DELETE')) purges.add(sql)
      return queries.run(sql, ...values)
    },
  })
  const transaction: Database['transaction'] = (work, options) =>
    database.transaction((queries) => work(noting(queries)), options)
  await purge({ ...database, ...noting(database), transaction }, 90, now)
  expect(purges.size).toBeGreaterThan(4)
  const scans: string[] = []
  for (const sql of purges) {
    const values = Array.from(sql.matchAll(/\?/g), () => 0)
    const plan = await planOf(database, sql, values)
    scans.push(...plan.filter((detail) => /^SCAN (?!.*INDEX)/.test(detail)))
  }
  // Told words go with their calls, and few numbers take no texts: there are never many of either.
  expect(scans.sort()).toEqual(SMALL.map((table) => `SCAN ${table}`))
})

for (const kind of await databases()) {
  test(`${kind.kind}: the database refuses to change or remove what was recorded`, async () => {
    const database = await openFresh(kind)
    await addCall(database, 'call-1', 'a', now)
    const before = await audit(database)
    const refused = [
      "UPDATE disclosure_log SET client_id = 'b'",
      'UPDATE disclosure_log SET at = 0',
      'DELETE FROM disclosure_log',
      "DELETE FROM disclosure_log WHERE call_sid = 'call-1'",
      ...(kind.kind === 'postgres' ? ['TRUNCATE disclosure_log'] : []),
    ]
    for (const sql of refused) await expect(database.run(sql)).rejects.toThrow(/append-only/)
    const columns = '(call_sid, client_id, what, at, verified_by)'
    const values = "VALUES ('call-1', 'a', 'told', 1, 'nobody')"
    const replace = kind.kind === 'sqlite' ? `INSERT OR REPLACE INTO disclosure_log ${columns} ${values}` : ''
    if (replace) await database.run(replace)
    expect(await audit(database)).toEqual(before)
    await database.run(`INSERT INTO disclosure_log ${columns} VALUES ('call-2', 'a', 'told', 1, 'pin')`)
  })

  test(`${kind.kind}: the purge removes what is older than the retention, and nothing else`, async () => {
    const database = await openFresh(kind)
    const first = { step: 'voice', outcome: 'ask', why: null, asks: 'name', isNameMissed: false }
    const old = { ...first, at: now - 91 * DAY }
    await recordSteps(
      database,
      Array.from({ length: 320 }, (_, n) => ({ callSid: `old-${n}`, ...old })),
    )
    await addCall(database, 'old', 'a', now - 91 * DAY)
    await addCall(database, 'young', 'a', now - 89 * DAY)
    await tell(database, 'old', now - DAY)
    await tell(database, 'young', now)
    await markUnreachable(database, 'old number', '30006', now - 91 * DAY)
    await markUnreachable(database, 'young number', '30006', now - 89 * DAY)
    expect(await purge(database, 90, now)).toMatchObject({
      calls: 321,
      'PIN entries': 1,
      'unreachable numbers': 1,
      'told words': 1,
      disclosures: 2,
    })
    expect(await isUnreachable(database, 'old number')).toBe(false)
    expect(await isUnreachable(database, 'young number')).toBe(true)
    expect((await audit(database)).map(({ call }) => call)).toEqual(['young', 'young'])
    expect(await database.all('SELECT call_sid FROM calls')).toEqual([{ call_sid: 'young' }])
    await expect(database.run('DELETE FROM disclosure_log')).rejects.toThrow(/append-only/)
  })

  test(`${kind.kind}: an erased client is gone from everything but the record, which says so`, async () => {
    const database = await openFresh(kind)
    await fileTwo(database)
    await fileTwo(database)
    await addCall(database, 'call-1', 'a', now)
    await addCall(database, 'call-2', 'b', now)
    await tell(database, 'call-1', now)
    await tell(database, 'call-2', now, 'b')
    await database.run(
      `INSERT INTO texts (call_sid, number_key, consent, promised_at, sender, recipient, body, segments, state, tries,
         due_at, leased_until, status_rank) VALUES ('call-1', 'k', 'yes', 0, '+1', '+2', 'a body', 1, 'waiting', 0, 0, 0, 0)`,
    )
    expect(await erase(database, 'a', now)).toBe(true)
    expect(await database.all('SELECT id FROM clients')).toEqual([{ id: 'b' }])
    expect(await database.all('SELECT client_id FROM appointments')).toEqual([{ client_id: 'b' }])
    expect(await database.all('SELECT client_id FROM disclosed_words')).toEqual([{ client_id: 'b' }])
    expect(await database.all('SELECT client_id FROM pin_entries')).toEqual([{ client_id: 'b' }])
    expect(await database.all('SELECT body, recipient, state FROM texts')).toEqual([
      { body: null, recipient: null, state: 'dead' },
    ])
    expect(await database.get('SELECT client_count AS count FROM directory')).toEqual({ count: 1 })
    expect((await audit(database, { client: 'a' })).map(({ what }) => what)).toEqual([
      'told',
      'erased',
      'texted',
    ])
    expect(await erase(database, 'a', now)).toBe(false)
  })

  test(`${kind.kind}: the record is read page by page, from and to a time, of one client`, async () => {
    const database = await openFresh(kind)
    for (let n = 0; n < 600; n++) {
      await recordDisclosure(database, `call-${n}`, {
        clientId: `c${n % 2}`,
        appointmentAt: null,
        toldAt: now,
      })
    }
    await recordDisclosure(database, 'later', { clientId: 'c0', appointmentAt: null, toldAt: now + 1 })
    expect(await audit(database)).toHaveLength(601)
    expect(await audit(database, { since: now + 1 })).toHaveLength(1)
    expect(await audit(database, { until: now + 1, client: 'c1' })).toHaveLength(300)
  })

  test(`${kind.kind}: the commands export, purge, erase and unlock`, async () => {
    const url = await kind.url()
    const database = await openForTest(url)
    await fileTwo(database)
    await addCall(database, 'call-1', 'a', now)
    const environment = { DATABASE_URL: url, PIN_SECRET: secret, STATE_SECRET: secret }
    const command = (name: string, ...args: string[]) => runCommand(name, args, { environment })
    expect(await command('audit', '--since', '2026-11-01')).toEqual({
      code: 0,
      out: `at,what,call,client,appointmentAt,verifiedBy,text
2026-11-22T15:00:00.000Z,told,call-1,a,2026-11-23T15:00:00.000Z,pin,
2026-11-22T15:00:00.001Z,texted,call-1,a,2026-11-23T15:00:00.000Z,pin,
`,
      err: '',
    })
    const lines = (await command('audit', '--since', '2026-11-01', '--format', 'jsonl')).out
    expect(JSON.parse(lines.split('\n')[0] ?? '')).toMatchObject({ what: 'told', client: 'a', text: null })
    expect((await command('unlock', '--client', 'a')).out).toMatch(/Client a was not locked/)
    expect((await command('purge')).out).toMatch(/^Removed what is older than 90 days: \d+ calls, /)
    expect((await command('erase', '--client', 'a')).out).toMatch(/^Client a is erased\./)
    expect(await command('erase', '--client', 'a')).toEqual({
      code: 1,
      out: '',
      err: 'There is no client a.\n',
    })
  })
}

/** The files of a folder that hold a text. */
const filesWith = (folder: string, text: string) =>
  readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(text))

/** A line on SQLite that has served a call, among many clients, to the one who is about to be erased. */
async function openBusyLine() {
  const others = Array.from({ length: 200 }, (_, n) => ({
    id: `o${n}`,
    name: `Other Person ${n}`,
    pin: '1234',
  }))
  const words = { message: 'the Fitzquartz order is ready.', spokenName: 'Zelda Fitskwarts' }
  const zelda = { id: 'z', name: 'Zelda Fitzquartz', pin: '1995', ...words }
  const appointments = [{ at: '2099-12-15T14:00', note: 'a note on Fitzquartz' }]
  const line = await openTestLine({ clients: [...others, { ...zelda, appointments }] })
  const file = line.config.DATABASE_URL.slice('file:'.length)
  const environment = { DATABASE_URL: line.config.DATABASE_URL, PIN_SECRET: secret, STATE_SECRET: secret }
  await line.call([say('Zelda Fitzquartz'), press('1995'), say('no')])
  return { line, file, folder: dirname(file), environment }
}

test('an erased name is in none of the files of a line that goes on', async () => {
  const { line, folder, environment } = await openBusyLine()
  for (const word of ['Fitzquartz', 'Fitzquartz order', 'Fitskwarts'])
    expect(filesWith(folder, word)).not.toEqual([])
  const erased = await runCommand('erase', ['--client', 'z'], { environment })
  expect([erased.code, erased.err]).toEqual([0, ''])
  expect(filesWith(folder, 'Fitskwarts')).toEqual([])
  expect(filesWith(folder, 'Fitzquartz')).toEqual([])
  expect(filesWith(folder, 'fitzquartz')).toEqual([])
  expect((await line.call([say('Other Person'), hangUp])).heard.length).toBeGreaterThan(0)
})

test('erase says when a reader keeps the name in the log, and the next purge clears it', async () => {
  const { file, folder, environment } = await openBusyLine()
  const reader = new Sqlite(file)
  onTestFinished(() => void reader.close())
  reader.exec('BEGIN')
  reader.prepare('SELECT COUNT(*) FROM clients').get()
  const erased = await runCommand('erase', ['--client', 'z'], { environment })
  expect(erased.code).toBe(0)
  expect(erased.err).toContain('other processes are reading the database')
  expect(filesWith(folder, 'Fitzquartz')).not.toEqual([])
  reader.exec('COMMIT')
  expect((await runCommand('purge', [], { environment })).err).toBe('')
  expect(filesWith(folder, 'Fitzquartz')).toEqual([])
})
