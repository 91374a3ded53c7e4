import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runCommand } from '../src/commands/run-command.ts'
import type { Feed } from '../src/feeds/feed.ts'
import { runFeed } from '../src/feeds/run-feed.ts'
import { openTable } from '../src/import/read-table.ts'
import type { Database } from '../src/store/database.ts'
import { readDirectoryRow } from '../src/store/directory-row.ts'
import { openDatabase } from '../src/store/open.ts'
import { startPostgres } from './embedded-postgres.ts'
import { writePeople } from './people.ts'
import { inWorkspace, type Workspace } from './workspace.ts'

const usage = `usage: npm run bench:feeds -- [--count N] [--postgres]
  Runs a feed of N people (1,000,000): all of them new, the same once more, and with one row changed. Says how long each run
  takes, and how many versions of clients it writes.
  --postgres   on PostgreSQL instead of SQLite`

const settings = { pinSecret: 'a secret of the benchmark', pinLength: 4, timeZone: 'America/New_York' }

async function main(): Promise<number> {
  const options = {
    count: { type: 'string', default: '1000000' },
    postgres: { type: 'boolean', default: false },
  } as const
  const { values } = parseArgs({ options })
  await inWorkspace(async (space) => {
    const database = await openDatabase(await urlOf(space, values.postgres))
    space.atEnd(() => database.close())
    const file = join(space.folder, 'clients.csv')
    writePeople(file, Number(values.count))
    const feed = feedOf(file)
    await measure('all new', feed, database)
    await measure('the same', feed, database)
    changeOne(file)
    await measure('one row changed', feed, database)
  })
  return 0
}

async function urlOf(space: Workspace, isPostgres: boolean): Promise<string> {
  if (!isPostgres) return `file:${join(space.folder, 'bench.db')}`
  const server = await startPostgres(space)
  if (!server) throw new Error('There is no PostgreSQL to measure.')
  return server.createDatabase()
}

function feedOf(file: string): Feed {
  const none = { map: undefined, format: undefined, sheet: undefined, country: undefined }
  return {
    ...{ ...none, name: 'bench', matching: 'name,phone', isReplacing: true },
    ...{ everyMs: 60_000, maxAgeMs: undefined, address: '' },
    source: { read: async (_, use) => ({ result: await use(await openTable(file)), state: null }) },
  }
}

/** The last person's PIN. */
function changeOne(file: string): void {
  const text = readFileSync(file, 'latin1')
  const start = text.lastIndexOf('\n', text.length - 2)
  const last = text.slice(start).replace(/,(\d{4}),/, (_, pin: string) => `,${(Number(pin) + 1) % 10_000},`)
  writeFileSync(file, text.slice(0, start) + last, 'latin1')
}

async function measure(what: string, feed: Feed, database: Database): Promise<void> {
  const before = (await readDirectoryRow(database))?.generation ?? 0
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const { signal } = new AbortController()
  const { kind } = await runFeed(feed, { database, settings, now: Date.now, signal, isConfirmed: true })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const { user, system } = process.cpuUsage(cpu)
  const written = await database.get<{ count: number }>(
    'SELECT COUNT(*) AS count FROM clients WHERE since > ?',
    before,
  )
  const used = ((user + system) / 1e6).toFixed(1)
  console.log(`${what}: ${kind}, ${seconds} s (${used} s of CPU), ${written?.count} clients written`)
}

await runCommand('bench:feeds', usage, main)
