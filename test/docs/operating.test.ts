import { copyFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { checks } from '../../src/doctor/run-checks.ts'
import { openNicknames } from '../../src/hearing/names/nicknames.ts'
import { openPronunciations } from '../../src/hearing/names/pronounce.ts'
import { openTestLine } from '../helper.ts'
import { temporaryFolder } from '../store/databases.ts'
import { read, terminalOf } from './pages.ts'

const root = new URL('../..', import.meta.url).pathname

test('the page shows the checks that the doctor makes, in their order', () => {
  const printed = terminalOf('docs/first-call.md', 'npm run -s doctor')
  const shown = [...printed.matchAll(/^[✓✗!-] (\w+(?: \w+)?) {2,}/gm)].map(([, name]) => name)
  expect(shown).toEqual(Object.keys(checks))
})

test('the guide lists metrics that are served', async () => {
  const line = await openTestLine({ settings: { METRICS_PORT: '0' } })
  const page = await (await fetch(line.metricsUrl ?? '')).text()
  const named = read('docs/operating.md').match(/\b(frontdesk|nodejs|process)_\w+/g) ?? []
  expect(named.length).toBeGreaterThan(8)
  for (const name of named) expect(page, name).toContain(`# TYPE ${name} `)
})

test('the proxies that are documented let the doctor in, and send calls to whatever server lives', () => {
  const proxies = read('docs/deploy.md').match(/^line\.example\.com \{\n[\s\S]*?^\}/gm) ?? []
  expect(proxies).toHaveLength(2)
  for (const proxy of proxies) {
    // Without a response of its own a path that is left out of the proxy is answered with 200 and nothing.
    expect(proxy).toMatch(/\trespond \/readyz 404\n\treverse_proxy (?!@)/)
  }
  const asked = [...read('docs/deploy.md').matchAll(/health_uri (.*)/g)].map(([, path]) => path)
  expect(asked).toEqual(['/healthz'])
})

test('of the data folder, where databases and lists of clients lie too, the image takes what a server reads', () => {
  const ignored = read('.dockerignore').split('\n')
  const taken = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
  expect(ignored.filter((line) => line.startsWith('data'))).toEqual(['data/*'])
  expect(taken.filter((path) => !/^data\/[a-z-]+\.txt$/.test(path))).toEqual([])
  const folder = temporaryFolder()
  for (const path of taken) copyFileSync(join(root, path), join(folder, basename(path)))
  expect(openPronunciations(folder)('lee')).not.toEqual([])
  expect(openNicknames(folder)('robert')).toContain('bob')
})
