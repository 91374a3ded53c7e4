import { expect, test } from 'vitest'
import type { Summary } from '../../bench/measure-load.ts'
import type { WebhooksRow } from '../../bench/parts/webhooks.ts'
import { chartOf } from '../../bench/report/chart.ts'
import { markdownOf } from '../../bench/report/markdown.ts'
import { panelsOf } from '../../bench/report/panels.ts'
import { spreadOf } from '../../bench/spread.ts'

function row(stack: WebhooksRow['stack'], microseconds: number): WebhooksRow {
  const load: Omit<Summary, 'cpuMicroseconds'> = {
    callsPerSecond: 250,
    webhooksPerSecond: 1000,
    p50: 1,
    p99: 2,
    max: 3,
    errors: 0,
    untold: 0,
    mixedUp: 0,
    memoryMb: 100,
  }
  const cpuMicroseconds = spreadOf([microseconds - 10, microseconds, microseconds + 10])
  const ratios = [150 / microseconds, 140 / microseconds, 160 / microseconds]
  return { stack, manner: 'kept', cpuMicroseconds, ratio: spreadOf(ratios), ratios, ...load }
}

const webhooks = [
  row('frontdesk', 150),
  row('bare Fastify', 100),
  row('Express and the vendor’s library', 300),
]

test('the page says how many times the CPU of the others frontdesk spends', () => {
  const page = markdownOf({ webhooks })
  expect(page).toContain('| frontdesk | kept | 150 (140–160) |')
  expect(page).toContain('frontdesk spends 1.50 × bare Fastify (1.40–1.60), 0.50 × Express')
  expect(page).toContain('Round by round, × bare Fastify, kept: 1.50 1.40 1.60.')
})

test('the page says in which parts of the server the samples of a profile fell', () => {
  const page = markdownOf({ profile: [{ part: 'src/call', share: 0.1234 }] })
  expect(page).toContain('| src/call | 12.3 |')
})

test('the picture has a bar for each server, the longest for the one that spends most', () => {
  const picture = chartOf(panelsOf({ webhooks }))
  const widths = [...picture.matchAll(/width="([\d.]+)" height="20"/g)].map(([, width]) => Number(width))
  expect(widths).toEqual([200, 133.3, 400])
})

test('the middle of an even number of rounds is one of them', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 3, least: 1, most: 4 })
})
