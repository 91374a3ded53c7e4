import { readFileSync } from 'node:fs'
import { hangUp, parseXml, press, say } from 'cxml-phone'
import { expect, test } from 'vitest'
import type { Outcome } from '../../src/call/outcome.ts'
import { lastDays } from '../../src/report/days.ts'
import { drawReport } from '../../src/report/picture.ts'
import { readReport } from '../../src/report/read-report.ts'
import { recordEnd, recordSteps } from '../../src/store/calls.ts'
import type { Database } from '../../src/store/database.ts'
import { openTestLine } from '../helper.ts'
import { runCommand } from '../run-command.ts'
import { databases, openFresh, temporaryFolder } from '../store/databases.ts'

const zone = 'America/New_York'
const now = new Date('2026-11-22T15:00:00Z')
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

type Recorded = {
  at: number
  outcome: Outcome['kind']
  why?: string
  asks?: string
  ended?: boolean
  text?: string
  missed?: boolean
}

async function record(database: Database, calls: Recorded[]): Promise<void> {
  for (const [i, { at, outcome, why = null, asks = null, ended = true, text, missed }] of calls.entries()) {
    const call = `call-${i}`
    const step = { callSid: call, at, why, isNameMissed: false }
    const miss = { ...step, step: 'name', outcome: 'notFound', asks: 'name', isNameMissed: true }
    if (missed) await recordSteps(database, [miss])
    await recordSteps(database, [{ ...step, step: 'pin', outcome, asks }])
    if (ended) await recordEnd(database, call, 'completed', at)
    if (text) {
      await database.run(
        `INSERT INTO texts (call_sid, number_key, consent, promised_at, segments, state, tries, due_at, leased_until, status_rank)
         VALUES (?, 'key', 'consent', ?, 1, ?, 1, 0, 0, 0)`,
        ...[call, at, text],
      )
    }
  }
}

for (const kind of await databases()) {
  test(`${kind.kind}: calls are counted by day and by how they ended`, async () => {
    const database = await openFresh(kind)
    const today = now.getTime() - 20 * MINUTE_MS
    const yesterday = today - DAY_MS
    await record(database, [
      { at: today, outcome: 'told' },
      { at: today, outcome: 'text-promised', text: 'accepted' },
      { at: today, outcome: 'text-refused', text: 'dead' },
      { at: today, outcome: 'connected', why: 'notFound', missed: true },
      { at: today, outcome: 'gave-up', why: 'wrongPin' },
      { at: today, outcome: 'ask', asks: 'pin', missed: true },
      { at: today, outcome: 'ask', asks: 'pin', ended: false },
      { at: yesterday, outcome: 'ask', asks: 'name' },
      { at: yesterday, outcome: 'connected', why: 'notFound' },
      { at: yesterday, outcome: 'text-promised', text: 'waiting' },
      { at: now.getTime() - MINUTE_MS, outcome: 'ask', asks: 'name', ended: false },
      { at: today - 9 * DAY_MS, outcome: 'told' },
    ])
    const report = await readReport(database, lastDays(7, now, zone), zone, now.getTime())
    expect(report.days.map(({ date, calls }) => [date, calls])).toEqual([
      ...['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'].map((date) => [date, 0]),
      ...[
        ['2026-11-21', 3],
        ['2026-11-22', 7],
      ],
    ])
    expect(report.days[6]).toMatchObject({
      endings: { told: 2, texted: 1, operator: 1, 'gave up': 1, 'hung up': 2, other: 0 },
      namesMissed: 2,
      texts: { accepted: 1, waiting: 0, dead: 1 },
    })
    expect(report.days[5]).toMatchObject({ endings: { texted: 1, 'hung up': 1 }, texts: { waiting: 1 } })
    expect(report.hungUpAt).toEqual([
      ['pin', 2],
      ['name', 1],
    ])
    expect(report.handedOver).toEqual([
      ['name not found', 2],
      ['wrong PIN', 1],
    ])
  })
}

test('a day is the office’s, also when its clocks change', () => {
  const days = lastDays(3, new Date('2026-11-02T12:00:00Z'), zone)
  expect(days.map(({ date, from, until }) => [date, (until - from) / 3_600_000])).toEqual([
    ...[
      ['2026-10-31', 24],
      ['2026-11-01', 25],
      ['2026-11-02', 24],
    ],
  ])
  expect(days[0]?.from).toBe(Date.parse('2026-10-31T00:00-04:00'))
})

test('the picture is well-formed, and shows every figure', async () => {
  const day = { calls: 3, namesMissed: 1, texts: { accepted: 1, waiting: 0, dead: 0 }, handOvers: [] }
  const endings = { told: 1, texted: 1, operator: 0, 'gave up': 0, 'hung up': 1, other: 0 }
  const days = ['2026-11-21', '2026-11-22'].map((date) => ({ date, ...day, endings }))
  const picture = drawReport({
    timeZone: zone,
    days,
    hungUpAt: [['sms-offer', 2]],
    handedOver: [['wrong PIN', 3]],
  })
  expect(parseXml(picture)).toMatchObject({ name: 'svg' })
  expect(picture).toContain('<title>2026-11-22, told: 1</title>')
  expect(picture).toContain('sms-offer')
  expect(picture).toContain('wrong PIN')
})

test('the command prints a table and draws a picture, and names nobody', async () => {
  const clients = [{ id: 'ann', name: 'Ann Lee', pin: '1111', appointments: [{ at: '2030-01-01T10:00' }] }]
  const line = await openTestLine({ clients })
  await line.call([say('Ann Lee'), press('1111'), say('yes')])
  await line.call([say('Zebulon Quackenbush'), hangUp])
  await line.call([say('operator')])
  const folder = temporaryFolder()
  const { code, out, err } = await runCommand('report', ['--days', '2'], {
    folder,
    environment: { DATABASE_URL: line.config.DATABASE_URL },
  })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(
    /^day +calls +told +texted +operator +gave up +hung up +other +name not found +texts sent +waiting +dead$/m,
  )
  expect(out).toMatch(/^total +3 +0 +1 +0 +1 +1 +0 +1 +1 +0 +0$/m)
  expect(out).toContain('Where callers hung up, by the question that was open: name 1')
  expect(out).toContain('Why callers were handed over, or given up on: asked for a person 1')
  const picture = readFileSync(`${folder}/report.svg`, 'utf8')
  for (const secret of ['Ann', 'Lee', 'ann', 'Quackenbush', line.caller, line.number]) {
    expect(out + picture).not.toContain(secret)
  }
})

test.each([
  [['--days', '0'], '--days must be a whole number from 1 to 366'],
  [['--days', 'week'], '--days must be a whole number'],
  [['--weeks', '1'], "Unknown option '--weeks'"],
  [['7'], "Unexpected argument '7'"],
  [
    ['--svg', '/no/such/folder/x.svg'],
    'The picture cannot be written to /no/such/folder/x.svg (there is no such',
  ],
])('%j is answered in a sentence, exit 1', async (args, says) => {
  const { code, err } = await runCommand('report', args)
  expect(code).toBe(1)
  expect(err).toContain(says)
  expect(err.trim().split('\n')).toHaveLength(1)
})
