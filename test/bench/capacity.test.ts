import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Results } from '../../bench/report/results.ts'

const text = (file: string) => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8')
const guide = text('deploy.md')
// Our own writing.
const results = JSON.parse(text('benchmark.json')) as Results

/** As the guide states the rule. */
const SECONDS_PER_WEBHOOK = 9
const SHARE_OF_FULL_LOAD = 1 / 2

const ROW = /^\| ([^|]+?) +\| (SQLite|PostgreSQL), (\d) servers? +\| (\S+) +\| (\S+) +\|$/gm
const rows = [...guide.matchAll(ROW)].map(([, setUp, database, servers, webhooks, calls]) => {
  const measured = results.servers?.find(
    (one) => one.database === database && one.servers === Number(servers),
  )
  return { setUp, shown: [webhooks, calls], webhooksPerSecond: measured?.webhooksPerSecond ?? Number.NaN }
})

test('the guide says how many calls one machine, a container and several servers carry', () => {
  expect(rows.map(({ setUp }) => setUp)).toEqual([
    'one machine, SQLite',
    'a container, SQLite',
    'each of several, with PostgreSQL',
  ])
})

test.each(rows)(
  'what the guide says of $setUp follows from the benchmark',
  ({ shown, webhooksPerSecond }) => {
    const calls = webhooksPerSecond * SECONDS_PER_WEBHOOK * SHARE_OF_FULL_LOAD
    expect(shown).toEqual([round(webhooksPerSecond, 1), round(calls, 100)])
  },
)

/** As it is written for people: down for calls, so that nobody is promised more than was measured. */
function round(figure: number, to: number): string {
  const whole = to === 1 ? Math.round(figure) : Math.floor(figure / to) * to
  return whole.toLocaleString('en-US')
}
