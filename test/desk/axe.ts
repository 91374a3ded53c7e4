import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
// axe is not known to the types of the tests
const run = 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))'

/** What is wrong with a page for somebody who does not see it, and whether it is wider than the screen. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const faults = await page.evaluate<string[]>(run)
  const fits = await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
  return fits ? faults : [...faults, 'it is wider than the screen']
}
