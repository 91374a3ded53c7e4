import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { hangUp, say } from 'cxml-phone'
import { expect, test } from 'vitest'
import { localUrlOf } from '../../src/config/address.ts'
import { openTestLine } from '../helper.ts'
import { browserPath, openBrowser } from '../phone/browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const takesPictures = process.env.TAKE_SCREENSHOTS === '1'
const paths = ['today', 'to-do', 'people', 'hours', 'record']

test.skipIf(!browserPath)(
  'the desk’s pages have no faults of accessibility, in light and dark, and fit every width',
  { timeout: 60_000 },
  async () => {
    const line = await openTestLine({
      now: new Date('2026-11-23T09:00:00-05:00'),
      settings: { REQUESTS: 'on' },
    })
    for (const [asks, wantsText] of [
      ['confirm', 'yes'],
      ['nothing', 'no'],
      ['confirm', 'yes'],
    ])
      await line.call([say('Example Man'), say('1995'), say(asks ?? ''), say(wantsText ?? '')])
    await line.call([hangUp])
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
          // axe is not known to the types of this test
          const run =
            'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))'
          expect(await page.evaluate<string[]>(run), `${path} at ${width}`).toEqual([])
          expect(
            await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
            `${path} at ${width}`,
          ).toBe(true)
        }
      }
      if (takesPictures) {
        await page.setViewportSize({ width: 1000, height: 640 })
        await page.goto(`${localUrlOf(line.config)}/desk/today`)
        await page.screenshot({ path: 'docs/desk.png' })
      }
      await page.goto(`${localUrlOf(line.config)}/desk/today`)
      const following = page.waitForResponse(/events/)
      await following
      await line.call([say('Nobody Atall'), say('operator')])
      await page.getByText('Needed a person: asked for one').waitFor()
      expect(complaints).toEqual([])
    } finally {
      await close()
    }
  },
)

test('the desk’s colours and sizes are those of the phone’s page', () => {
  const tokensOf = (file: string) => /:root \{[^}]*\}/.exec(readFileSync(file, 'utf8'))?.[0]
  expect(tokensOf('src/desk/assets/desk.css')).toBe(tokensOf('phone/src/browser/style.css'))
})
