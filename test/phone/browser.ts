import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'

/** Where Debian and others put it. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser of this machine, if it has one. */
export const browserPath = places.find((place) => existsSync(place))

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser with an empty profile of its own. */
export async function openBrowser(): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'))
  const options = { executablePath: browserPath ?? '', headless: true, args: flags }
  const context = await chromium.launchPersistentContext(folder, {
    ...options,
    viewport: { width: 1280, height: 860 },
  })
  // shorter than the test's own limit, so that a failure names what was waited for
  context.setDefaultTimeout(25_000)
  return {
    context,
    close: async () => {
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
