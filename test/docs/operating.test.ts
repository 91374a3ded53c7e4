import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checks } from '../../src/doctor/run-checks.ts'
import { openTestLine } from '../helper.ts'

const text = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const readme = text('README.md')
const guide = text('docs/operating.md')

test('the guide names only commands that exist', () => {
  const { scripts } = JSON.parse(text('package.json'))
  const named = [...guide.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name)
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
})

test('the README shows the checks that the doctor makes, in their order', () => {
  const shown = [...readme.matchAll(/^[✓✗!-] (\w+(?: \w+)?) {2,}/gm)].map(([, name]) => name)
  expect(shown).toEqual(Object.keys(checks))
})

test('the guide lists metrics that are served', async () => {
  const line = await openTestLine({ settings: { METRICS_PORT: '0' } })
  const page = await (await fetch(line.metricsUrl ?? '')).text()
  const named = guide.match(/\b(frontdesk|nodejs|process)_\w+/g) ?? []
  expect(named.length).toBeGreaterThan(8)
  for (const name of named) expect(page, name).toContain(`# TYPE ${name} `)
})

test('the proxies that are documented let the doctor in, and send calls to whatever server lives', () => {
  const hidden = [...text('docs/deploy.md').matchAll(/@ours not path (.*)/g)].map(([, paths]) => paths)
  expect(hidden).toEqual(['/readyz', '/readyz'])
  const asked = [...text('docs/deploy.md').matchAll(/health_uri (.*)/g)].map(([, path]) => path)
  expect(asked).toEqual(['/healthz'])
})
