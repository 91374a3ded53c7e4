import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { say } from 'cxml-phone'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { localUrlOf } from '../../src/config/address.ts'
import { playSampleDay } from '../../src/development/sample-day.ts'
import { ourLine } from '../../src/development/target.ts'
import { openTestLine } from '../helper.ts'
import { browserPath, openBrowser } from '../phone/browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const takesPictures = process.env.TAKE_SCREENSHOTS === '1'
const paths = ['today', 'to-do', 'not-found', 'people', 'hours', 'import', 'record']

test.skipIf(!browserPath)(
  'the desk’s pages have no faults of accessibility, in light and dark, and fit every width',
  { timeout: 60_000 },
  async () => {
    const settings = { REQUESTS: 'on', KEEP_MISHEARD: 'on', OFFICE_NAME: 'Riverside Clinic' }
    const began = Date.now()
    // A second is a minute, so that the calls have times of their own.
    const now = () => new Date(Date.parse('2026-11-23T09:00:00-05:00') + (Date.now() - began) * 60)
    const line = await openTestLine({ now, settings })
    await playSampleDay(ourLine(line.config), line.config.PIN_LENGTH)
    const { context, close } = await openBrowser()
    const complaints: string[] = []
    try {
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      for (const [width, colorScheme] of [
        [1280, 'light'],
        [768, 'dark'],
        [375, 'light'],
      ] as const) {
        await page.setViewportSize({ width, height: 860 })
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        for (const path of paths) {
          await page.goto(`${localUrlOf(line.config)}/desk/${path}`)
          await page.evaluate(axe)
          expect(await violations(page), `${path} at ${width}`).toEqual([])
          expect(
            await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
            `${path} at ${width}`,
          ).toBe(true)
        }
      }
      if (takesPictures) await takePictures(page, `${localUrlOf(line.config)}/desk`)
      await page.goto(`${localUrlOf(line.config)}/desk/today`)
      await page.waitForResponse(/events/)
      expect(await page.locator('.call').count()).toBe(10)
      await line.call([say('Nobody Atall'), say('operator')])
      await page.locator('.call').nth(10).waitFor()
      expect(complaints).toEqual([])
    } finally {
      await close()
    }
  },
)

/** The pictures of the documentation. */
async function takePictures(page: Page, desk: string): Promise<void> {
  for (const [path, colorScheme, height] of [
    ['today', 'light', 700],
    ['to-do', 'dark', 520],
  ] as const) {
    await page.setViewportSize({ width: 1000, height })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto(`${desk}/${path}`)
    await page.screenshot({ path: `docs/desk-${path}.png` })
  }
}

test.skipIf(!browserPath)(
  'a file is loaded in the browser by keyboard: its check and its progress follow by themselves',
  { timeout: 60_000 },
  async () => {
    const line = await openTestLine({ now: new Date('2026-11-23T09:00:00-05:00') })
    const { context, close } = await openBrowser()
    const complaints: string[] = []
    try {
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      await page.goto(`${localUrlOf(line.config)}/desk/import`)
      const buffer = Buffer.from('Patient,DOB\nAnn Lee,1/5/1966\nOtto Brand,3/9/1971\n')
      await page
        .getByLabel('CSV or Excel file')
        .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer })
      await page.getByRole('button', { name: 'Go on' }).press('Enter')
      await page.getByLabel('Name *').waitFor()
      expect(await page.getByLabel('Name *').inputValue()).toBe('Patient')
      await page.getByRole('button', { name: 'Check the file' }).press('Enter')
      await page.getByRole('progressbar', { name: 'Checking' }).waitFor()
      await page.getByText('What it would change').waitFor()
      await page.evaluate(axe)
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Load it now' }).press('Enter')
      await page.getByText('Loaded. The next call knows it.').waitFor()
      expect(await page.locator('.figure').allInnerTexts()).toEqual(['2', '0', '0', '0'])
      expect(complaints).toEqual([])
    } finally {
      await close()
    }
  },
)

test.skipIf(!browserPath)(
  'a page that no longer follows by itself says so',
  { timeout: 60_000 },
  async () => {
    const line = await openTestLine({ now: new Date('2026-11-23T09:00:00-05:00') })
    const { context, close } = await openBrowser()
    try {
      const page = await context.newPage()
      // A proxy answers so while the server is away.
      await page.route('**/events', (route) => route.fulfill({ status: 502 }))
      await page.goto(`${localUrlOf(line.config)}/desk/today`)
      await page.getByRole('alert').waitFor()
      expect(await page.getByRole('alert').allInnerTexts()).toEqual(['No longer live: load the page again.'])
      await page.unroute('**/events')
      await page.reload()
      await page.waitForResponse(/events/)
      expect(await page.getByRole('alert').count()).toBe(0)
    } finally {
      await close()
    }
  },
)

/** What axe, which is on the page, finds. It is not known to the types of this test. */
function violations(page: Page): Promise<string[]> {
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))',
  )
}

test('the desk’s colours and sizes are those of the phone’s page', () => {
  const tokensOf = (file: string) => /:root \{[^}]*\}/.exec(readFileSync(file, 'utf8'))?.[0]
  expect(tokensOf('src/desk/assets/desk.css')).toBe(tokensOf('phone/src/browser/style.css'))
})
