import { hangUp, say } from 'cxml-phone'
import { expect, test } from 'vitest'
import { erase } from '../../src/retention/erase.ts'
import { purge } from '../../src/retention/purge.ts'
import type { Database } from '../../src/store/database.ts'
import { databases } from '../store/databases.ts'
import { openDesk } from './desk.ts'

const now = new Date('2026-11-23T09:00:00-05:00')
const DAY = 24 * 3_600_000
const ottilie = { id: 'c7', name: 'Ottilie Canary', pin: '1966', appointments: [{ at: '2026-12-15T14:00' }] }
/** What was heard is written beside the call's steps, a moment later. */
const written = (database: Database, most: number) =>
  expect
    .poll(async () => (await database.all('SELECT 1 AS one FROM misheard')).length, { timeout: 5_000 })
    .toBe(most)
const rowOf = (body: string, says: string) =>
  body
    .split('<li class="misheard">')
    .find((card) => card.includes(`>${says}<`))
    ?.match(/name="row" value="([^"]+)"/)?.[1] ?? ''

for (const kind of await databases()) {
  const open = async (settings = {}) =>
    openDesk({
      ...{ now, clients: [ottilie] },
      settings: { KEEP_MISHEARD: 'on', DATABASE_URL: await kind.url(), ...settings },
    })

  test(`${kind.kind}: what led nowhere stands on the page, most frequent first, and nowhere in plain`, async () => {
    const { database, add, call, log } = await open()
    await call([say('Zebediah Quux'), hangUp])
    await call([say('Dilly Dairy'), say('my name is Dilly Dairy.'), hangUp])
    await written(database, 3)
    const { body } = await (await add('ann')).get('/desk/not-found')
    expect(body.indexOf('dilly dairy')).toBeLessThan(body.indexOf('zebediah quux'))
    expect(body).toContain('Heard 2 times')
    const stored = JSON.stringify(await database.all('SELECT * FROM misheard'))
    expect(stored).not.toMatch(/dairy|quux/i)
    expect(log.join('')).not.toMatch(/dairy|quux/i)
  })

  test(`${kind.kind}: "this was …" keeps an alias, about which the next caller is asked`, async () => {
    const { database, add, call } = await open()
    await call([say('Dilly Dairy'), hangUp])
    await written(database, 1)
    const browser = await add('ann')
    const row = rowOf((await browser.get('/desk/not-found')).body, 'dilly dairy')
    const found = (await browser.post('/desk/not-found/search', { row, q: 'otilie canary' })).body
    expect(found).toContain('O••• C•••')
    expect(found).toContain('name="client" value="c7"')
    expect(found).not.toMatch(/Ottilie|1966/)
    const kept = await browser.post('/desk/not-found/alias', { row, client: 'c7' })
    expect(kept.headers.location).toBe('/desk/not-found?after=stored')
    expect((await browser.get('/desk/not-found')).body).toContain('led to somebody')
    const { heard } = await call([say('Dilly Dairy'), say('yes'), say('1966'), say('no')])
    expect(heard.slice(1, 3)).toEqual([
      'Did you mean Ottilie Canary?',
      'Ottilie Canary, please enter the year you were born.',
    ])
    const late = await browser.post('/desk/not-found/alias', { row, client: 'c7' })
    expect(late.headers.location).toBe('/desk/not-found?after=gone')
  })

  test(`${kind.kind}: a person who is gone meanwhile gets no alias, and what was heard stays`, async () => {
    const { database, add, call } = await open()
    await call([say('Dilly Dairy'), hangUp])
    await written(database, 1)
    const browser = await add('ann')
    const row = rowOf((await browser.get('/desk/not-found')).body, 'dilly dairy')
    const reply = await browser.post('/desk/not-found/alias', { row, client: 'c8' })
    expect(reply.statusCode).toBe(404)
    expect(reply.body).toContain('Nobody on file has this id.')
    expect((await browser.get('/desk/not-found')).body).toContain('dilly dairy')
  })

  test(`${kind.kind}: "never" removes what was heard, and it is not kept again`, async () => {
    const { database, add, call } = await open()
    await call([say('Dilly Dairy'), hangUp])
    await written(database, 1)
    const browser = await add('ann')
    const row = rowOf((await browser.get('/desk/not-found')).body, 'dilly dairy')
    expect((await browser.post('/desk/not-found/never', { row })).headers.location).toContain('after=never')
    await call([say('Dilly Dairy'), say('Zebediah Quux'), hangUp])
    await written(database, 1)
    const { body } = await browser.get('/desk/not-found')
    expect(body).toContain('zebediah quux')
    expect(body).not.toContain('dilly dairy')
  })

  test(`${kind.kind}: what was heard goes after 14 days, and with the erasure of who said it`, async () => {
    const { database, call } = await open()
    await call([say('Dilly Dairy'), hangUp])
    await call([say('Zebediah Quux'), say('Ottilie Canary'), say('1966'), say('no')])
    await written(database, 2)
    await purge(database, 90, now.getTime() + 13 * DAY)
    await written(database, 2)
    await erase(database, 'c7', now.getTime())
    await written(database, 1)
    await purge(database, 90, now.getTime() + 15 * DAY)
    await written(database, 0)
  })

  test(`${kind.kind}: a caller hears the same while what was heard cannot be written`, async () => {
    const { database, call, log } = await open()
    await database.run('DROP TABLE misheard')
    const { heard } = await call([say('Dilly Dairy'), say('Ottilie Canary'), say('1966'), say('no')])
    expect(heard.at(-1)).toBe('Goodbye.')
    await expect.poll(() => log.join('')).toContain('names that led nowhere are not kept yet')
    expect(log.join('')).not.toMatch(/dairy/i)
  })
}

test('one word alone is shown, and can be nobody’s alias', async () => {
  const { database, add, call } = await openDesk({
    ...{ now, clients: [ottilie], settings: { KEEP_MISHEARD: 'on' } },
  })
  await call([say('Zebediah'), hangUp])
  await written(database, 1)
  const browser = await add('ann')
  const { body } = await browser.get('/desk/not-found')
  expect(body).toContain('One word alone stands for nobody')
  await browser.post('/desk/not-found/alias', { row: rowOf(body, 'zebediah'), client: 'c7' })
  expect(await database.all('SELECT * FROM aliases')).toEqual([])
})

test.each([
  { settings: {}, says: 'KEEP_MISHEARD=on' },
  { settings: { KEEP_MISHEARD: 'on', UNKNOWN_NAMES: 'discreet' }, says: 'there is nothing to switch on' },
])('where nothing is kept the page says why: $says', async ({ settings, says }) => {
  const { database, add, call } = await openDesk({ now, clients: [ottilie], settings })
  await call([say('Zebediah Quux'), hangUp])
  const { body } = await (await add('ann')).get('/desk/not-found')
  expect(body).toContain(says)
  expect(await database.all('SELECT * FROM misheard')).toEqual([])
})
