import { expect, test } from 'vitest'
import { checks } from '../../src/doctor/run-checks.ts'
import { openTestLine } from '../helper.ts'
import { read, terminalOf } from './pages.ts'

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
  const hidden = [...read('docs/deploy.md').matchAll(/@ours not path (.*)/g)].map(([, paths]) => paths)
  expect(hidden).toEqual(['/readyz', '/readyz'])
  const asked = [...read('docs/deploy.md').matchAll(/health_uri (.*)/g)].map(([, path]) => path)
  expect(asked).toEqual(['/healthz'])
})
