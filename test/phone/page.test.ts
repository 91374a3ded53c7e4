import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { localUrlOf } from '../../src/config/address.ts'
import { openTestLine } from '../helper.ts'
import { browserPath, openBrowser } from './browser.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** Set to have the README's pictures taken anew. */
const takesPictures = process.env.TAKE_SCREENSHOTS === '1'

if (!browserPath)
  console.warn('SKIPPED: the phone in the browser is not tested, for there is no Chromium here.')

// a busy machine draws slowly
describe.skipIf(!browserPath)('the phone in the browser', { timeout: 60_000 }, () => {
  let context: BrowserContext
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ context, close } = await openBrowser())
  })
  afterAll(() => close())

  /** The page of a line of its own; anything the browser complains of fails the test. */
  async function openPhone() {
    const line = await openTestLine({ now: new Date('2026-11-22T15:00:00-05:00') })
    const page = await context.newPage()
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
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

  const picture = async (page: Page, name: string) => {
    if (!takesPictures) return
    mkdirSync('docs', { recursive: true })
    await page.screenshot({ path: `docs/${name}.png` })
  }

  it('carries a whole call by typing, and shows the text that arrives', async () => {
    const { page } = await openPhone()
    await dial(page)
    await hears(page, 'Please say your first and last name.')
    await says(page, 'Example Man')
    await hears(page, 'Example Man, please enter the year you were born.')
    await says(page, '1995')
    await hears(page, 'Would you like to receive a text with this information?')
    await picture(page, 'phone-light')
    await says(page, 'yes')
    await hears(page, 'The line hung up')
    await hears(page, 'Text message')
    await hears(page, /^Example Man, your appointment is on Tuesday, December 15th at 2 PM\.$/)
    expect(await page.locator('.exchange').count()).toBe(5)
    expect(await violations(page)).toEqual([])
  })

  it('carries one by keypad and keyboard, and asks again after a wrong PIN', async () => {
    const { page } = await openPhone()
    const key = (name: string) => page.getByRole('button', { name, exact: true }).click()
    await dial(page)
    await hears(page, 'Please say your first and last name.')
    await says(page, 'Example Woman')
    await hears(page, /year you were born/)
    for (const digit of '1234') await key(digit)
    await hears(page, 'That was not correct. Please try again.')
    await says(page, 'Example Woman')
    await page.getByText('Keys 1 2 3 4').waitFor()
    await page.getByRole('button', { name: 'Stay silent' }).focus()
    await page.locator('.exchange').nth(3).waitFor()
    await page.keyboard.type('1999')
    await hears(page, /December 20th at 2 PM/)
    await key('2')
    await hears(page, 'The line hung up')
  })

  it('stays silent and hangs up at the press of a button', async () => {
    const { page } = await openPhone()
    await dial(page)
    await hears(page, 'Please say your first and last name.')
    await page.getByRole('button', { name: 'Stay silent' }).click()
    await hears(page, "Sorry, I didn't hear anything. Please try again.")
    await page.getByRole('button', { name: 'Hang up' }).click()
    await hears(page, 'You hung up')
    await page.getByRole('button', { name: 'New call' }).click()
    await page.getByRole('button', { name: 'Call', exact: true }).waitFor()
  })

  it('shows an error where it stands in the document', async () => {
    const { page } = await openPhone()
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await page.getByText('What goes wrong').click()
    await page.getByRole('combobox', { name: 'The line' }).selectOption('wrong-case')
    await page.getByRole('combobox', { name: 'Beginning with' }).selectOption('3')
    expect(await violations(page)).toEqual([])
    await dial(page)
    await hears(page, 'Please say your first and last name.')
    await says(page, 'Example Woman')
    await hears(page, /year you were born/)
    await says(page, '1999')
    await hears(page, /^13750: <say> may not stand inside <Gather>/)
    const line = page.locator('pre > div', { hasText: /<say / })
    await line.getByText('13750: <say> may not stand inside <Gather>').waitFor()
    await picture(page, 'phone-dark')
    expect(await violations(page)).toEqual([])
  })

  it('falls back, as the platform does, when an answer is too late', async () => {
    const { page } = await openPhone()
    await page.getByText('What goes wrong').click()
    await page.getByRole('combobox', { name: 'The line' }).selectOption('slow')
    await dial(page)
    await hears(page, /^11200: the server sent nothing for 5 s/)
    await hears(page, /Sorry, something went wrong on our side/)
    await page.getByText('0.00 s left').waitFor()
  })

  it('is named after the line, and says whom to try', async () => {
    const { page } = await openPhone()
    await page.getByText('Try “Example Man”, born in 1995, or “Example Woman”, born in 1999.').waitFor()
    expect(await page.title()).toBe('frontdesk: the phone')
    await page.getByRole('heading', { name: 'frontdesk the phone' }).waitFor()
  })

  it('is usable at the width of a phone', async () => {
    const { page } = await openPhone()
    await page.setViewportSize({ width: 375, height: 740 })
    await dial(page)
    await hears(page, 'Please say your first and last name.')
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(375)
    expect(await violations(page)).toEqual([])
  })

  it('keeps nothing in the browser, and takes nothing from elsewhere', async () => {
    const { page, line } = await openPhone()
    const reply = await page.request.get(`${localUrlOf(line.config)}/phone`)
    expect(reply.headers()['content-security-policy']).toMatch(/^default-src 'none'.*script-src 'self';/)
    await dial(page)
    await hears(page, 'Please say your first and last name.')
    expect(await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(
      0,
    )
  })
})
