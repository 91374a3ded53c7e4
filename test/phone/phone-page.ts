import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest'
import { localUrlOf } from '../../src/config/address.ts'
import { openTestLine } from '../helper.ts'
import { browserPath, openBrowser } from './browser.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** Set to have the pictures of the documentation taken anew. */
const takesPictures = process.env.TAKE_SCREENSHOTS === '1'

if (!browserPath)
  console.warn('SKIPPED: the phone in the browser is not tested, for there is no Chromium here.')

/** What a browser says of a server that a test has closed, and of a call that the server does not place. */
const expectedComplaints =
  /status of 400|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING/

type PageTests = (openPhone: () => Promise<PhonePage>) => void

/** Tests of the page, in one browser. Anything the browser complains of fails them. */
export function describePage(name: string, tests: PageTests): void {
  // a busy machine draws slowly
  describe.skipIf(!browserPath)(name, { timeout: 60_000 }, () => {
    let browser: { context: BrowserContext; close(): Promise<void> }
    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser.close())
    tests(() => openPhonePage(browser.context))
  })
}

export type PhonePage = Awaited<ReturnType<typeof openPhonePage>>

/** The page of a line of its own, and what a person does with it. */
async function openPhonePage(context: BrowserContext) {
  const line = await openTestLine({ now: new Date('2026-11-22T15:00:00-05:00') })
  const page = await context.newPage()
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !expectedComplaints.test(message.text()))
      complaints.push(message.text())
  })
  onTestFinished(async () => {
    await page.close()
    expect(complaints).toEqual([])
  })
  const url = localUrlOf(line.config)
  await page.goto(`${url}/phone`)
  // what can be chosen has arrived
  await page.getByText('Say “Example Man”').first().waitFor()
  return { page, line, url, ...personAt(page) }
}

function personAt(page: Page) {
  const click = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
  return {
    click,
    dial: () => click('Call'),
    hears: (text: string | RegExp) => page.getByRole('log').getByText(text).last().waitFor(),
    async says(words: string) {
      await page.getByRole('textbox', { name: 'What you say' }).fill(words)
      await page.keyboard.press('Enter')
    },
    async choose(fold: string, choices: Record<string, string>) {
      const summary = page.locator('summary', { hasText: fold })
      const isOpen = await summary.evaluate((element) => element.parentElement?.hasAttribute('open'))
      if (!isOpen) await summary.click()
      for (const [label, name] of Object.entries(choices)) {
        await page.getByRole('combobox', { name: label }).selectOption(name)
      }
    },
    /** What the focus is on, as it is read out. */
    focused: () => page.evaluate<string>('document.activeElement.textContent'),
    transcript: async () =>
      (await page.getByRole('log').innerText()).split('\n').filter((part) => part !== ''),
    /** Faults of accessibility. */
    async violations() {
      // evaluated, since the page's policy takes no script of another origin
      await page.evaluate(readFileSync(axePath, 'utf8'))
      // axe is not known to the types of this test
      const run =
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))'
      return page.evaluate<string[]>(run)
    },
    async picture(name: string) {
      if (!takesPictures) return
      mkdirSync('docs', { recursive: true })
      await page.screenshot({ path: `docs/${name}.png` })
    },
  }
}
