import { execFileSync } from 'node:child_process'
import { mkdtempSync, openSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runCommand } from '../src/commands/run-command.ts'
import type { Feed } from '../src/feeds/feed.ts'
import { runFeed } from '../src/feeds/run-feed.ts'
import { openTable } from '../src/import/read-table.ts'
import type { Database } from '../src/store/database.ts'
import { readDirectoryRow } from '../src/store/directory-row.ts'
import { openDatabase } from '../src/store/open.ts'

const usage = `usage: npm run bench:feeds -- [--count N]
  Runs a feed of N people (1,000,000) twice, then as another process's import would have it compared: how long each run
  takes, and what it writes.`

const settings = { pinSecret: 'a secret of the benchmark', pinLength: 4, timeZone: 'America/New_York' }

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { count: { type: 'string', default: '1000000' } } })
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-feeds-'))
  const database = await openDatabase(`file:${folder}/bench.db`)
  try {
    const file = join(folder, 'clients.csv')
    const makes = new URL('../../data/make-directory.mjs', import.meta.url).pathname
    execFileSync(process.execPath, [makes, values.count], {
      stdio: ['ignore', openSync(file, 'w'), 'inherit'],
    })
    const feed = feedOf(file)
    await measure('first run', feed, database, folder)
    await measure('same rows', feed, database, folder)
    // As if something else had changed the directory: the rows are compared one by one.
    await database.run('UPDATE directory SET generation = generation + 1')
    await measure('same rows, compared', feed, database, folder)
    return 0
  } finally {
    await database.close()
    rmSync(folder, { recursive: true })
  }
}

function feedOf(file: string): Feed {
  const none = {
    map: undefined,
    format: undefined,
    sheet: undefined,
    country: undefined,
    maxAgeMs: undefined,
  }
  return {
    ...{ ...none, name: 'bench', matching: 'name,phone', isReplacing: true, everyMs: 60_000 },
    source: { read: async (_, use) => ({ result: await use(await openTable(file)), state: null }) },
  }
}

async function measure(what: string, feed: Feed, database: Database, folder: string): Promise<void> {
  const before = await sizeOf(database, folder)
  const start = performance.now()
  const { signal } = new AbortController()
  const result = await runFeed(feed, { database, settings, now: Date.now, signal, isConfirmed: true })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const after = await sizeOf(database, folder)
  const versions = after.generation - before.generation
  console.log(
    `${what}: ${result.kind}, ${seconds} s, ${versions} new versions, ${after.bytes - before.bytes} bytes more`,
  )
}

async function sizeOf(database: Database, folder: string): Promise<{ generation: number; bytes: number }> {
  const row = await readDirectoryRow(database)
  return { generation: row?.generation ?? 0, bytes: statSync(`${folder}/bench.db`).size }
}

await runCommand('bench:feeds', usage, main)
