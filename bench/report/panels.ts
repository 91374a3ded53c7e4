import type { Manner } from '../parts/webhooks.ts'
import type { Panel } from './chart.ts'
import type { Results } from './results.ts'

/** The results that the picture shows. */
export function panelsOf({ webhooks = [], directory = [], calls = [], servers = [] }: Results): Panel[] {
  const cpu = (manner: Manner) =>
    webhooks
      .filter((row) => row.manner === manner)
      .map(({ stack, cpuMicroseconds }) => bar(stack, cpuMicroseconds.median, stack === 'frontdesk'))
  const panels: Panel[] = [
    { title: 'CPU per webhook at full load, connections kept', unit: 'µs', bars: cpu('kept') },
    { title: 'CPU per webhook at full load, a connection each', unit: 'µs', bars: cpu('new') },
    { title: 'CPU per webhook, paced', unit: 'µs', bars: cpu('paced') },
    {
      title: 'Finding a misheard name, p99',
      unit: 'ms',
      bars: directory.map((row) => bar(`${size(row.clients)} on ${row.database}`, row.misheardP99)),
    },
    {
      title: 'Simultaneous calls, p99 of a webhook',
      unit: 'ms',
      bars: calls.map((row) => bar(`${size(row.atOnce)} calls`, row.p99)),
    },
    {
      title: 'Webhooks per second, all on one machine',
      unit: '/s',
      bars: servers.map((row) =>
        bar(
          `${row.database}, ${row.servers} ${row.servers === 1 ? 'server' : 'servers'}`,
          row.webhooksPerSecond,
        ),
      ),
    },
  ]
  return panels.filter(({ bars }) => bars.length > 0)
}

function bar(label: string, value: number, isOurs = true) {
  return { label, value, isOurs }
}

function size(count: number): string {
  return count.toLocaleString('en-US')
}
