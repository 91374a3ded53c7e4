import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { localUrlOf } from '../../src/address.ts'
import { openTestLine } from '../helper.ts'
import { browserPath, buildPage, openBrowser } from './browser.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** Set to have the README's pictures taken anew. */
const takesPictures = process.env.TAKE_SCREENSHOTS === '1'

if (!browserPath)
  console.warn('SKIPPED: the phone in the browser is not tested, for there is no Chromium here.')

describe.skipIf(!browserPath)('the phone in the browser', () => {
  let context: BrowserContext
  let close: () => Promise<void>

  beforeAll(async () => {
    await buildPage()
    ;({ context, close } = await openBrowser())
  })
  afterAll(() => close())

  /** The page of a line of its own; anything the browser complains of fails the test. */
  async function openPhone() {
    const line = await openTestLine({ now: new Date('2026-11-22T15:00:00-05:00') })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    onTestFinished(async () => {
      await page.close()
      expect(complaints).toEqual([])
    })
    await page.goto(`${localUrlOf(line.config)}/phone`)
    return { page, line }
  }

  const dial = (page: Page) => page.getByRole('button', { name: 'Call', exact: true }).click()
  const hears = (page: Page, text: string | RegExp) => page.getByRole('log').getByText(text).last().waitFor()
  const says = async (page: Page, words: string) => {
    await page.getByRole('textbox', { name: 'What you say' }).fill(words)
    await page.keyboard.press('Enter')
  }

  async function violations(page: Page) {
    // evaluated, since the page's policy takes no script of another origin
    await page.evaluate(readFileSync(axePath, 'utf8'))
    // axe is not known to the types of this test
    const run =
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))'
    return page.evaluate<string[]>(run)
  }

  it('carries a whole call by typing, and shows the text that arrives', async () => {
    const { page } = await openPhone()
    await dial(page)
    await hears(page, 'Please say your first and last name.')
    await says(page, 'Example Man')
    await hears(page, 'Example Man, please enter the year you were born.')
    await says(page, '1995')
    await hears(page, 'Would you like to receive a text with this information?')
    await says(page, 'yes')
    await hears(page, 'The line hung up')
    await hears(page, 'Text message')
    await picture(page, 'phone-light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture(page, 'phone-dark')
    expect(await page.locator('.exchange').count()).toBe(5)
  })
  const picture = async (page: Page, name: string) => {
    if (!takesPictures) return
    mkdirSync('docs', { recursive: true })
    await page.screenshot({ path: `docs/${name}.png` })
  }
})
