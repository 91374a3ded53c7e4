import { expect } from 'vitest'
import { readHours, weekdays } from '../../src/store/hours.ts'
import { databases } from '../store/databases.ts'
import { type DeskBrowser, testOn } from './desk.ts'

const onEach = testOn(await databases())

const now = new Date('2026-11-23T09:00:00-05:00')

/** Posts a form of the page as it is now. */
async function postNow(browser: DeskBrowser, action: string, fields: Record<string, string>) {
  return browser.post(`/desk/hours/${action}`, { shown: await shownTo(browser), ...fields })
}

async function shownTo(browser: DeskBrowser): Promise<string> {
  const { body } = await browser.get('/desk/hours')
  return /name="shown" value="([^"]+)"/.exec(body)?.[1] ?? ''
}

onEach('a day is closed on the page, which shows what a caller would hear on it', async (openDesk) => {
  const { add } = await openDesk({ now })
  const browser = await add('ann')
  const faulty = await postNow(browser, 'week', { monday: '9:00-8:00' })
  expect(faulty.statusCode).toBe(422)
  expect(faulty.body).toContain('value="9:00-8:00"')
  const week = { monday: '9:00-17:00', tuesday: '9:00-17:00', wednesday: '' }
  expect((await postNow(browser, 'week', week)).headers.location).toBe('/desk/hours?after=saved')
  await postNow(browser, 'close', { date: '2026-11-24', 'en-US': 'We are closed for the inventory.' })
  const heard = (await browser.get('/desk/hours?at=2026-11-24T10:00')).body
  expect(heard).toContain('We are closed for the inventory.')
  expect(heard).toContain('Our office is closed now. It opens again on Monday, November 30th at 9 AM.')
  await postNow(browser, 'reopen', { date: '2026-11-24' })
  expect((await browser.get('/desk/hours?at=2026-11-24T10:00')).body).toContain('The office is open.')
})

onEach('an office without hours closes one day, and is open on all others', async (openDesk) => {
  const browser = await (await openDesk({ now })).add('ann')
  const day = { date: '2026-11-24', 'en-US': 'We are moving.' }
  expect((await postNow(browser, 'close', day)).headers.location).toBe('/desk/hours?after=saved')
  const heard = (await browser.get('/desk/hours?at=2026-11-24T10:00')).body
  expect(heard).toContain('Our office is closed now. It opens again tomorrow at 12 AM.')
  expect((await browser.get('/desk/hours?at=2026-11-25T03:00')).body).toContain('The office is open.')
  const twice = await postNow(browser, 'close', { ...day, 'en-US': 'We are still moving.' })
  expect(twice.statusCode).toBe(422)
  expect(twice.body).toContain('value="We are still moving."')
  expect(twice.body.match(/2026-11-24<\/strong>/g)).toHaveLength(1)
})

onEach('a week without any times is refused, and nothing is changed', async (openDesk) => {
  const { database, add } = await openDesk({ now })
  const browser = await add('ann')
  const blank = Object.fromEntries(weekdays.map((day) => [day, '']))
  for (const week of [blank, { ...blank, monday: 'closed' }]) {
    const refused = await postNow(browser, 'week', week)
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining('No day has times')])
    expect(await readHours(database)).toBeUndefined()
  }
  await postNow(browser, 'week', { ...blank, monday: '9:00-17:00' })
  expect((await postNow(browser, 'week', blank)).statusCode).toBe(422)
  expect(await readHours(database)).toEqual({ weekly: { monday: [{ from: 540, to: 1020 }] }, closed: [] })
})

onEach('“every year” stays as it was ticked where a closed day has a fault', async (openDesk) => {
  const browser = await (await openDesk({ now })).add('ann')
  const day = { date: '2026-02-29' }
  const ticked = await postNow(browser, 'close', { ...day, 'every-year': 'on' })
  expect([ticked.statusCode, ticked.body]).toEqual([
    422,
    expect.stringContaining('name="every-year" checked'),
  ])
  expect((await postNow(browser, 'close', day)).body).not.toContain('checked')
})

onEach('a page that is out of date undoes nothing that a colleague has changed', async (openDesk) => {
  const { database, add } = await openDesk({ now })
  const [ann, bob] = [await add('ann'), await add('bob')]
  await postNow(bob, 'week', { monday: '9:00-17:00' })
  const shown = await shownTo(ann)
  await postNow(bob, 'week', { monday: '8:00-12:00' })
  await postNow(bob, 'close', { date: '2026-12-24' })
  const stored = await readHours(database)
  const week = await ann.post('/desk/hours/week', { shown, monday: '10:00-17:00' })
  expect(week.body).toContain('value="10:00-17:00"')
  expect(week.body).toContain('Now on file: 8:00-12:00')
  const day = { date: '2026-12-31', 'every-year': 'on', 'en-US': 'We are moving.' }
  const close = await ann.post('/desk/hours/close', { shown, ...day })
  for (const kept of ['value="2026-12-31"', 'name="every-year" checked', 'value="We are moving."'])
    expect(close.body).toContain(kept)
  const reopen = await ann.post('/desk/hours/reopen', { shown, date: '2026-12-24' })
  expect(reopen.body).toContain('<strong>2026-12-24</strong>')
  const without = await ann.post('/desk/hours/week', { monday: '10:00-17:00' })
  for (const { statusCode, body } of [week, close, reopen, without])
    expect([statusCode, body]).toEqual([422, expect.stringContaining('Somebody else has changed the hours')])
  expect(await readHours(database)).toEqual(stored)
  const again = /name="shown" value="([^"]+)"/.exec(week.body)?.[1] ?? ''
  await ann.post('/desk/hours/week', { shown: again, monday: '10:00-17:00' })
  expect((await readHours(database))?.weekly.monday).toEqual([{ from: 600, to: 1020 }])
})

onEach('of two who save the first hours at once, one is told of the other', async (openDesk) => {
  const { add } = await openDesk({ now })
  const both = [await add('ann'), await add('bob')]
  const shown = await shownTo(both[0] as DeskBrowser)
  const replies = await Promise.all(
    both.map((one, at) => one.post('/desk/hours/week', { shown, monday: `${at + 8}:00-17:00` })),
  )
  expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422])
})

const SPANISH = { settings: { LANGUAGES: 'es-US,en-US' } }

onEach('whatever is wrong with hours is said in the language of the desk', async (openDesk) => {
  const faults = [
    [
      'week',
      { monday: '9am-5pm' },
      'Lunes: &quot;9am-5pm&quot; debe tener horas como 9:00-12:30, o ser cerrado',
    ],
    ['week', { sunday: '9:00-25:00' }, 'Domingo: &quot;9:00-25:00&quot; tiene una hora que no existe'],
    ['week', { friday: '18:00-2:00' }, 'Viernes: &quot;18:00-2:00&quot; termina antes de empezar'],
    ['week', { monday: '9:00-12:00, 11:00-13:00' }, 'Lunes: 9:00-12:00 y 11:00-13:00 se solapan'],
    ['week', { monday: 'cerrado' }, 'Ningún día tiene horas'],
    ['close', { date: '2026-02-29' }, 'Fecha: &quot;2026-02-29&quot; no es una fecha que exista'],
    ['close', { date: '2026-12-24', 'en-US': 'We are closed.' }, 'Lo que se oye, en español: falta'],
    ['close', { date: '2026-12-24', 'es-US': 'a\tb', 'en-US': 'a' }, 'en español: debe ser una sola línea'],
    ['close', { date: '2026-12-31' }, 'Fecha: &quot;2026-12-31&quot; ya está cerrado'],
  ] as const
  const browser = await (await openDesk({ now, ...SPANISH })).add('ann')
  await postNow(browser, 'close', { date: '2026-12-31' })
  for (const [action, fields, says] of faults) {
    const { statusCode, body } = await postNow(browser, action, fields)
    expect([statusCode, body]).toEqual([422, expect.stringContaining(says)])
  }
  const english = await (await openDesk({ now })).add('bob')
  const { body } = await postNow(english, 'week', { monday: '9am-5pm' })
  expect(body).toContain('Monday: &quot;9am-5pm&quot; must be times such as 9:00-12:30, or closed')
})

onEach('a Spanish desk takes “cerrado”, and shows it', async (openDesk) => {
  const { database, add } = await openDesk({ now, ...SPANISH })
  const browser = await add('ann')
  await postNow(browser, 'week', { monday: '9:00-17:00', tuesday: 'Cerrado' })
  expect((await readHours(database))?.weekly.tuesday).toEqual([])
  expect((await browser.get('/desk/hours')).body).toMatch(/name="tuesday" value="cerrado"/)
})
