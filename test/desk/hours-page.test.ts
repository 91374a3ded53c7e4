import { expect } from 'vitest'
import { readHours, weekdays } from '../../src/store/hours.ts'
import { databases } from '../store/databases.ts'
import { testOn } from './desk.ts'

const onEach = testOn(await databases())

const now = new Date('2026-11-23T09:00:00-05:00')

onEach('a day is closed on the page, which shows what a caller would hear on it', async (openDesk) => {
  const { add } = await openDesk({ now })
  const browser = await add('ann')
  const faulty = await browser.post('/desk/hours/week', { monday: '9:00-8:00' })
  expect(faulty.statusCode).toBe(422)
  expect(faulty.body).toContain('value="9:00-8:00"')
  const week = { monday: '9:00-17:00', tuesday: '9:00-17:00', wednesday: '' }
  expect((await browser.post('/desk/hours/week', week)).headers.location).toBe('/desk/hours?after=saved')
  await browser.post('/desk/hours/close', { date: '2026-11-24', 'en-US': 'We are closed for the inventory.' })
  const heard = (await browser.get('/desk/hours?at=2026-11-24T10:00')).body
  expect(heard).toContain('We are closed for the inventory.')
  expect(heard).toContain('Our office is closed now. It opens again on Monday, November 30th at 9 AM.')
  await browser.post('/desk/hours/reopen', { date: '2026-11-24' })
  expect((await browser.get('/desk/hours?at=2026-11-24T10:00')).body).toContain('The office is open.')
})

onEach('an office without hours closes one day, and is open on all others', async (openDesk) => {
  const browser = await (await openDesk({ now })).add('ann')
  const day = { date: '2026-11-24', 'en-US': 'We are moving.' }
  expect((await browser.post('/desk/hours/close', day)).headers.location).toBe('/desk/hours?after=saved')
  const heard = (await browser.get('/desk/hours?at=2026-11-24T10:00')).body
  expect(heard).toContain('Our office is closed now. It opens again tomorrow at 12 AM.')
  expect((await browser.get('/desk/hours?at=2026-11-25T03:00')).body).toContain('The office is open.')
  const twice = await browser.post('/desk/hours/close', { ...day, 'en-US': 'We are still moving.' })
  expect(twice.statusCode).toBe(422)
  expect(twice.body).toContain('value="We are still moving."')
  expect(twice.body.match(/2026-11-24<\/strong>/g)).toHaveLength(1)
})

onEach('a week without any times is refused, and nothing is changed', async (openDesk) => {
  const { database, add } = await openDesk({ now })
  const browser = await add('ann')
  const blank = Object.fromEntries(weekdays.map((day) => [day, '']))
  for (const week of [blank, { ...blank, monday: 'closed' }]) {
    const refused = await browser.post('/desk/hours/week', week)
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining('o day has hours')])
    expect(await readHours(database)).toBeUndefined()
  }
  await browser.post('/desk/hours/week', { ...blank, monday: '9:00-17:00' })
  expect((await browser.post('/desk/hours/week', blank)).statusCode).toBe(422)
  expect(await readHours(database)).toEqual({ weekly: { monday: [{ from: 540, to: 1020 }] }, closed: [] })
})

onEach('“every year” stays as it was ticked where a closed day has a fault', async (openDesk) => {
  const browser = await (await openDesk({ now })).add('ann')
  const day = { date: '2026-02-29' }
  const ticked = await browser.post('/desk/hours/close', { ...day, 'every-year': 'on' })
  expect([ticked.statusCode, ticked.body]).toEqual([
    422,
    expect.stringContaining('name="every-year" checked'),
  ])
  expect((await browser.post('/desk/hours/close', day)).body).not.toContain('checked')
})
