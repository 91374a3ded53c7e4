import { hangUp, say } from 'cxml-phone'
import { expect } from 'vitest'
import { numberSubject } from '../../src/pins/subjects.ts'
import { addAlias } from '../../src/store/aliases.ts'
import { readAudit } from '../../src/store/audit.ts'
import { writeFailedAttempts } from '../../src/store/failed-attempts.ts'
import { writeHours } from '../../src/store/hours.ts'
import { queueDelivery, settleDelivery } from '../../src/store/request-deliveries.ts'
import { recordRequest } from '../../src/store/requests.ts'
import { databases } from '../store/databases.ts'
import { testOn } from './desk.ts'

const onEach = testOn(await databases())

const now = new Date('2026-11-23T09:00:00-05:00')
const ann = {
  id: 'c7',
  name: 'Ottilie Canary',
  pin: '1966',
  phone: '+12025550177',
  message: 'your bird cage is ready.',
  appointments: [{ at: '2026-12-15T14:00', note: 'bring the canary' }],
}
/** What stands on no page before somebody who has signed in has opened the person. */
const CANARY = /Ottilie|Canary|5550177|0177|bring the|bird cage/

onEach('a call back stands on the page until one of two people has dealt with it', async (openDesk) => {
  const { database, add } = await openDesk({ now, clients: [ann] })
  const [one, two] = [await add('ann'), await add('bob')]
  const call = { call: 'call-1', step: 'call-back', kind: 'call-back', client: null } as const
  await recordRequest(database, { id: 'r1', ...call, number: '+12025550188', at: now.getTime() })
  const page = (await one.get('/desk/to-do')).body
  expect(page).toContain('<title>(1) To do · Desk</title>')
  expect(page).toContain('href="tel:+12025550188"')
  const done = { kind: 'request', id: 'r1' }
  expect((await one.post('/desk/to-do/done', done)).headers.location).toBe('/desk/to-do?after=done')
  expect((await one.post('/desk/to-do/done', done)).headers.location).toBe('/desk/to-do?after=done')
  expect((await two.post('/desk/to-do/done', done)).headers.location).toBe('/desk/to-do?after=gone')
  expect((await two.get('/desk/to-do')).body).toContain('<title>To do · Desk</title>')
  const row = await database.get<{ by: string }>('SELECT done_by AS by FROM requests')
  expect(row).toEqual({ by: 'ann' })
})

onEach(
  'a request that the server of the office did not take stands on the page as such',
  async (openDesk) => {
    const { database, add } = await openDesk({ now })
    const browser = await add('ann')
    const call = { call: 'call-1', step: 'call-back', kind: 'call-back', client: null } as const
    await recordRequest(database, { id: 'r1', ...call, number: '+12025550188', at: now.getTime() })
    await queueDelivery(database, 'r1')
    const says = 'Your server did not take this in three days.'
    expect((await browser.get('/desk/to-do')).body).not.toContain(says)
    await settleDelivery(database, 'r1', 'failed', { reason: 'HTTP 500', now: now.getTime() })
    expect((await browser.get('/desk/to-do')).body).toContain(says)
  },
)

onEach('a text that failed stands on the page with the reason in words', async (openDesk) => {
  const { database, add } = await openDesk({ now })
  const browser = await add('ann')
  await database.run(
    `INSERT INTO texts (call_sid, number_key, consent, promised_at, segments, state, tries, due_at, leased_until, code, status_rank)
     VALUES ('call-2', 'key', '', ?, 1, 'dead', 1, 0, 0, '21610', 0)`,
    now.getTime(),
  )
  expect((await browser.get('/desk/to-do')).body).toContain('They have opted out of texts.')
  await browser.post('/desk/to-do/done', { kind: 'text', id: 'call-2' })
  expect((await browser.get('/desk/to-do')).body).toContain('Nothing is waiting.')
})

onEach('a person is found by name, number and id, masked until they are opened', async (openDesk) => {
  const { database, add, call } = await openDesk({ now, clients: [ann] })
  await call([say('Ottilie Canary'), say('1966'), say('yes')])
  await addAlias(database, { client: 'c7', heardKey: 'dilly dairy', at: now.getTime(), by: 'ann' })
  const browser = await add('bob')
  for (const q of ['Otilie Canary', 'dilly dairy', 'canary', 'Ottilie', '555-0177', 'c7']) {
    const { body } = await browser.post('/desk/people', { q })
    expect(body).toContain('O••• C•••')
    expect(body.replace(/<input id="q"[^>]*>/, '')).not.toMatch(CANARY)
  }
  expect((await browser.get('/desk/people/c7')).body).not.toMatch(CANARY)
  const opened = (await browser.post('/desk/people/c7/open')).body
  for (const shown of [
    'Ottilie Canary',
    '+12025550177',
    'Tue, Dec 15, 2:00 PM',
    ann.message,
    'bring the canary',
  ])
    expect(opened).toContain(shown)
  for (const shown of ['dilly dairy', 'by ann', 'Told what is on file once']) expect(opened).toContain(shown)
  expect(opened).toMatch(/Waits to be sent|>Sent<|>Delivered</)
})

onEach('opening a person is kept in the record with the name of the account', async (openDesk) => {
  const { database, add } = await openDesk({ now, clients: [ann] })
  await (await add('bob')).post('/desk/people/c7/open')
  const record = []
  for await (const entry of readAudit(database, { since: 0, until: now.getTime() + 1 })) record.push(entry)
  expect(record).toMatchObject([{ what: 'looked-up', client: 'c7', verifiedBy: 'desk:bob' }])
})

onEach('an alias is removed on the page of its person', async (openDesk) => {
  const { database, add, call } = await openDesk({ now, clients: [ann] })
  await addAlias(database, { client: 'c7', heardKey: 'dilly dairy', at: now.getTime(), by: 'ann' })
  const { body } = await (await add('bob')).post('/desk/people/c7/remove-alias', { heard: 'dilly dairy' })
  expect(body).not.toMatch(CANARY)
  expect((await call([say('Dilly Dairy'), hangUp])).heard[1]).toMatch('could not find')
})

onEach('a request that is older than a working day is marked', async (openDesk) => {
  const { database, add } = await openDesk({ now })
  await writeHours(database, {
    weekly: { friday: [{ from: 540, to: 1020 }], monday: [{ from: 480, to: 1020 }] },
    closed: [],
  })
  const call = { step: 'call-back', kind: 'call-back', client: null, number: '+12025550188' } as const
  const ask = (id: string, at: string) =>
    recordRequest(database, { id, call: id, ...call, at: Date.parse(at) })
  // Monday at 9: on Friday at 9 it is a working day ago.
  await ask('young', '2026-11-20T09:01:00-05:00')
  const browser = await add('ann')
  expect((await browser.get('/desk/to-do')).body).not.toContain('Older than a working day')
  await ask('old', '2026-11-20T08:59:00-05:00')
  expect((await browser.get('/desk/to-do')).body.match(/Older than a working day/g)).toHaveLength(1)
})

onEach('somebody who is locked is found on the page of people, and unlocked there', async (openDesk) => {
  const { database, add } = await openDesk({ now, clients: [ann] })
  const browser = await add('bob')
  const lockedUntil = now.getTime() + 3_600_000
  await writeFailedAttempts(database, 'client:c7', { wrongAt: [], lockouts: 1, lockedUntil }, now.getTime())
  expect((await browser.get('/desk/people')).body).toContain('action="/desk/people/c7/unlock"')
  expect((await browser.post('/desk/people/c7/unlock')).body).toContain(
    'Unlocked: they can call again at once.',
  )
  expect((await browser.get('/desk/people')).body).toContain('Nobody is locked.')
})

onEach(
  'whoever is unlocked is said to be able to call once their number is unlocked, too',
  async (openDesk) => {
    const { database, add, config } = await openDesk({ now, clients: [ann] })
    const browser = await add('bob')
    const at = now.getTime()
    const lock = { wrongAt: [], lockouts: 1, lockedUntil: at + 3_600_000 }
    const number = numberSubject(ann.phone, config.PIN_SECRET)
    for (const subject of ['client:c7', number]) await writeFailedAttempts(database, subject, lock, at)
    const half = (await browser.post('/desk/people/c7/unlock')).body
    expect(half).toContain('Unlocked, but another lock holds')
    expect(half).not.toMatch(CANARY)
    expect(half).toContain('action="/desk/people/c7/unlock-number"')
    const opened = (await browser.post('/desk/people/c7/open')).body
    expect(opened).toContain('Their number on file is locked')
    expect(opened).not.toContain('Not locked.')
    const foreign = { origin: 'https://evil.example.com' }
    expect((await browser.post('/desk/people/c7/unlock-number', {}, foreign)).statusCode).toBe(403)
    const whole = (await browser.post('/desk/people/c7/unlock-number')).body
    expect(whole).toContain('Unlocked: they can call again at once.')
    expect(whole).not.toMatch(CANARY)
    expect((await browser.post('/desk/people/c7/open')).body).toContain('Not locked.')
  },
)

onEach('a lock that is over is not said to have been taken off', async (openDesk) => {
  const { database, add } = await openDesk({ now, clients: [ann] })
  const browser = await add('bob')
  const lock = { wrongAt: [now.getTime() - 2], lockouts: 1, lockedUntil: now.getTime() }
  await writeFailedAttempts(database, 'client:c7', lock, now.getTime())
  expect((await browser.post('/desk/people/c7/unlock')).body).toContain(
    'It was not locked; wrong PINs are forgotten.',
  )
  expect((await browser.post('/desk/people/c7/unlock')).body).toContain('It was not locked.')
})

onEach('a person is erased only when it was said twice', async (openDesk) => {
  const { database, add } = await openDesk({ now, clients: [ann] })
  const browser = await add('bob')
  expect((await browser.post('/desk/people/c7/erase')).body).toContain('Erase c7?')
  const opened = (await browser.post('/desk/people/c7/open')).body
  expect(opened).toContain('Ottilie')
  expect(opened).toContain('<a class="button" href="/desk/people">Back to people</a>')
  expect((await browser.post('/desk/people/c7/erase', { sure: 'yes' })).body).toContain('Erased.')
  expect((await browser.post('/desk/people/c7/open')).statusCode).toBe(404)
  const row = await database.get("SELECT verified_by AS by FROM disclosure_log WHERE what = 'erased'")
  expect(row).toEqual({ by: 'desk:bob' })
})

onEach(
  'today’s calls stand on the page with how they ended, in words, and without a person',
  async (openDesk) => {
    const { add, call } = await openDesk({ now, clients: [ann] })
    await call([say('Ottilie Canary'), say('1966'), say('yes')])
    await call([say('Nobody Atall'), say('operator')])
    const { body } = await (await add('ann')).get('/desk/today')
    expect(body).toContain('Heard what is on file, wanted a text')
    expect(body).toContain('Needed a person: asked for one')
    expect(body).toContain('<span class="figure">2</span><span>called</span>')
    expect(body).toContain('<span class="figure">1</span><span>wanted it as a text</span>')
    expect(body).toMatch(/<th scope="row">asked for one<\/th><td>1 /)
    expect(body).not.toMatch(CANARY)
  },
)

onEach('the record is shown by day and id, and given as the command gives it', async (openDesk) => {
  const { add, call } = await openDesk({ now, clients: [ann] })
  await call([say('Ottilie Canary'), say('1966'), say('yes')])
  const browser = await add('ann')
  const { body } = await browser.get('/desk/record?days=1&client=c7')
  expect(body).toContain('Told what is on file')
  expect(body).not.toMatch(CANARY)
  expect((await browser.get('/desk/record?days=1&client=c8')).body).toContain('Nothing in this period.')
  const csv = await browser.get('/desk/record.csv?days=1')
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  const [first, ...lines] = csv.body.trim().split('\n')
  expect(first).toBe('at,what,call,client,appointmentAt,verifiedBy,text')
  expect(lines.map((line) => line.split(',')[1]).sort()).toEqual(['texted', 'told'])
  // The appointments of one person stand in their own record alone, and asking for it is recorded.
  expect(csv.body).not.toContain('2026-12-15')
  const own = await browser.get('/desk/record.csv?days=1&client=c7')
  expect(own.body).toContain(',c7,2026-12-15T19:00:00.000Z,')
  expect((await browser.get('/desk/record.csv?days=1')).body).toContain('looked-up')
})
