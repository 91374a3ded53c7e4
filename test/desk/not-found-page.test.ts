import { hangUp, say } from 'cxml-phone'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { localUrlOf } from '../../src/config/address.ts'
import { openTestLine } from '../helper.ts'
import { browserPath, openBrowser } from '../phone/browser.ts'
import { faultsOf } from './axe.ts'

const now = new Date('2026-11-23T09:00:00-05:00')
const client = { id: 'c7', name: 'Ottilie Canary', pin: '1966', appointments: [{ at: '2026-12-15T14:00' }] }

/** A line that has not found two callers, and a browser at its desk. */
async function openPage() {
  const line = await openTestLine({ now, clients: [client], settings: { KEEP_MISHEARD: 'on' } })
  for (const name of ['Dilly Dairy', 'Zebediah']) await line.call([say(name), hangUp])
  const count = () => line.database.all('SELECT 1 AS one FROM misheard')
  await expect.poll(async () => (await count()).length).toBe(2)
  const { context, close } = await openBrowser()
  onTestFinished(close)
  return { line, context, url: `${localUrlOf(line.config)}/desk` }
}

/** Says of the first row whose name it was. */
async function tellWho(page: Page) {
  await page.getByText('This was …').click()
  await page.getByRole('searchbox').pressSequentially('canary')
}

test.skipIf(!browserPath)(
  'who was not found is searched for while one types, by keyboard, on every width',
  { timeout: 90_000 },
  async () => {
    const { line, context, url } = await openPage()
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    for (const [width, colorScheme] of [
      [1280, 'dark'],
      [768, 'light'],
      [375, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 860 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.goto(`${url}/not-found`)
      await tellWho(page)
      await page.getByText('One person').waitFor()
      expect(await faultsOf(page), `not found at ${width}`).toEqual([])
      await page.goto(`${url}/people/c7`)
      await page.getByRole('button', { name: 'Open' }).click()
      expect(await faultsOf(page), `a person at ${width}`).toEqual([])
    }
    await page.goto(`${url}/not-found`)
    await tellWho(page)
    await page.getByRole('button', { name: 'This was them' }).press('Enter')
    await page.getByText('Kept. The next caller').waitFor()
    expect(complaints).toEqual([])
    expect((await line.call([say('Dilly Dairy'), hangUp])).heard[1]).toBe('Did you mean Ottilie Canary?')
  },
)

test.skipIf(!browserPath)('the same works without scripts', { timeout: 60_000 }, async () => {
  const { line, context, url } = await openPage()
  const page = await context.newPage()
  await page.route('**/desk.js', (route) => route.abort())
  await page.goto(`${url}/not-found`)
  await tellWho(page)
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('button', { name: 'This was them' }).click()
  await page.getByText('Kept. The next caller').waitFor()
  expect((await line.call([say('Dilly Dairy'), hangUp])).heard[1]).toBe('Did you mean Ottilie Canary?')
})
