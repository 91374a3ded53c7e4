import type { Summary } from '../measure-load.ts'
import type { Manner, WebhooksRow } from '../parts/webhooks.ts'
import type { Results } from './results.ts'

export type Table = { title: string; head: string[]; rows: string[][]; notes: string[] }

/** The results as one table for each part. */
export function tablesOf(results: Results): Table[] {
  const tables = [
    webhooksTable(results),
    directoryTable(results),
    callsTable(results),
    serversTable(results),
    profileTable(results),
    deskTable(results),
  ]
  return tables.filter((table) => table !== undefined)
}

const manners: Record<Manner, string> = {
  kept: 'At full load, connections kept',
  new: 'At full load, a connection for each webhook',
  paced: 'Paced, the same number of webhooks for all',
}

function webhooksTable({ webhooks }: Results): Table | undefined {
  if (!webhooks) return undefined
  const measured = (['kept', 'new', 'paced'] as const).filter((one) =>
    webhooks.some(({ manner }) => manner === one),
  )
  const notes = measured.map((manner) => `${manners[manner]}: ${ratiosIn(webhooks, manner)}.`)
  return {
    title: 'Webhooks',
    head: ['server', 'load', ...loadHead],
    rows: webhooks.map((row) => [row.stack, row.manner, ...loadCells(row)]),
    notes: [...notes, 'Target: 0.85 × Express (0.9 paced or with new connections), 5 × bare Fastify.'],
  }
}

/** frontdesk against each other server: the median of the rounds' ratios, the least and the most. */
function ratiosIn(rows: WebhooksRow[], manner: Manner): string {
  const others = rows.filter((row) => row.manner === manner && row.stack !== 'frontdesk')
  const text = others.map(({ stack, ratio: { median, least, most } }) => {
    const [middle, low, high] = [median, least, most].map((number) => number.toFixed(2))
    return `${middle} × ${stack} (${low}–${high})`
  })
  return `frontdesk spends ${text.join(', ')}`
}

function profileTable({ profile }: Results): Table | undefined {
  if (!profile) return undefined
  return {
    title: 'Where the CPU of a webhook goes',
    head: ['part', '% of the samples'],
    rows: profile.map(({ part, share }) => [part, (share * 100).toFixed(1)]),
    notes: ['Samples of a profile that node takes under full load, by the file that was running.'],
  }
}

function deskTable({ desk }: Results): Table | undefined {
  if (!desk) return undefined
  const [first] = desk
  const [clients, calls] = [first?.clients, first?.calls].map((count = 0) => count.toLocaleString('en-US'))
  return {
    title: 'The desk',
    head: ['page', 'database', 'first ms', 'p50 ms', 'longest ms', 'CPU ms', 'kB'],
    rows: desk.map(({ page, database, firstMs, p50, longest, cpuMs, kilobytes }) => [
      ...[page, database, ...[firstMs, p50, longest, cpuMs].map((ms) => ms.toFixed(1)), kilobytes.toFixed(0)],
    ]),
    notes: [`With ${clients} clients and ${calls} calls in 14 days.`, 'Target: p50 under 50 ms.'],
  }
}

function directoryTable({ directory }: Results): Table | undefined {
  if (!directory) return undefined
  return {
    title: 'Finding a client',
    head: [
      ...['clients', 'database', 'import s', 'clean p50 ms', 'p99 ms', 'misheard p50 ms', 'p99 ms'],
      ...['longest hold ms', 'CPU ms in it', 'server MB'],
    ],
    rows: directory.map((row) => [
      row.clients.toLocaleString('en-US'),
      row.database,
      row.importSeconds.toFixed(1),
      ...[row.cleanP50, row.cleanP99, row.misheardP50, row.misheardP99, row.longestHold].map((ms) =>
        ms.toFixed(2),
      ),
      row.cpuInHold?.toFixed(2) ?? '',
      row.memoryMb.toFixed(0),
    ]),
    notes: [
      'A hold is the time that a caller waits. One with little CPU time in it is a pause of the machine, not work.',
      'Target at 1,000,000: clean p99 under 5 ms on SQLite and 10 ms on PostgreSQL, misheard p99 under 50 ms, no hold over 20 ms, under 300 MB.',
    ],
  }
}

function callsTable({ calls }: Results): Table | undefined {
  if (!calls) return undefined
  return {
    title: 'Simultaneous calls',
    head: ['calls at once', ...loadHead, 'max ms', 'errors', 'untold', 'another’s name heard'],
    rows: calls.map((row) => [
      row.atOnce.toLocaleString('en-US'),
      ...loadCells(row),
      ...[row.max.toFixed(1), ...[row.errors, row.untold, row.mixedUp].map(String)],
    ]),
    notes: ['Target at 500: p99 under 50 ms, no error, nobody hears another’s record, under 300 MB.'],
  }
}

function serversTable({ servers }: Results): Table | undefined {
  if (!servers) return undefined
  return {
    title: 'Databases and servers',
    head: ['database', 'servers', ...loadHead, 'errors', 'another’s name heard'],
    rows: servers.map((row) => [
      row.database,
      String(row.servers),
      ...loadCells(row),
      ...[row.errors, row.mixedUp].map(String),
    ]),
    notes: [
      'The database, every server and the load share the machine: more servers than cores gain nothing.',
    ],
  }
}

const loadHead = ['CPU µs per webhook (spread)', 'calls/s', 'webhooks/s', 'p50 ms', 'p99 ms', 'MB']

function loadCells({ cpuMicroseconds, callsPerSecond, webhooksPerSecond, p50, p99, memoryMb }: Summary) {
  const [median, least, most] = [cpuMicroseconds.median, cpuMicroseconds.least, cpuMicroseconds.most].map(
    (number) => number.toFixed(0),
  )
  return [
    `${median} (${least}–${most})`,
    ...[callsPerSecond, webhooksPerSecond].map((rate) => rate.toFixed(0)),
    ...[p50, p99].map((ms) => ms.toFixed(1)),
    memoryMb.toFixed(0),
  ]
}
