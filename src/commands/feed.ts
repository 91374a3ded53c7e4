import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { feedSettings, openFeeds } from '../feeds/open-feeds.ts'
import { type FeedResult, runFeed } from '../feeds/run-feed.ts'
import { removeOldSpools } from '../import/spool.ts'
import { openLog } from '../logger.ts'
import { runCommand } from './run-command.ts'
import { stopSignal } from './stop-signal.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run feed -- NAME [--dry-run] [--yes]
  Runs a feed of FEEDS_FILE once, now.
  --dry-run   only checks what the source has
  --yes       removes people even when they are more than 20 % of those on file
  --timed     only when its time has come, as the server runs it`

async function main(): Promise<number> {
  const flag = { type: 'boolean', default: false } as const
  const options = { 'dry-run': flag, yes: flag, timed: flag }
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [name, another] = positionals
  if (name === undefined || another !== undefined) throw new UsageError('Name one feed.')
  const config = loadConfig()
  const feeds = openFeeds(config)
  const feed = feeds.find((one) => one.name === name)
  if (!feed) throw new UsageError(`FEEDS_FILE has no feed "${name}"${listOf(feeds)}.`)
  await removeOldSpools()
  const signal = stopSignal(new Error('It was stopped.'))
  const given = { isDryRun: values['dry-run'], isConfirmed: values.yes, isTimed: values.timed }
  const parts = { settings: feedSettings(config), now: Date.now, signal }
  const result = await withDatabase(config.DATABASE_URL, (database) =>
    runFeed(feed, { database, ...parts, ...given }),
  )
  // The server reads how the feed stands from the database.
  return values.timed ? report(name, result) : tell(name, result, values['dry-run'])
}

function listOf(feeds: { name: string }[]): string {
  return feeds.length > 0 ? `: it has ${feeds.map(({ name }) => name).join(', ')}` : ''
}

function report(name: string, result: FeedResult): number {
  if (result.kind === 'failed' && result.error)
    openLog().error({ err: result.error, feed: name }, result.says)
  if ('warning' in result && result.warning) openLog().warn({ feed: name }, result.warning)
  return 0
}

function tell(name: string, result: FeedResult, isDryRun: boolean): number {
  report(name, result)
  if (result.kind === 'held' || result.kind === 'failed') throw new CommandError(result.says)
  console.log(`${name}: ${describe(result, isDryRun)}`)
  return 0
}

function describe(
  result: FeedResult & { kind: 'loaded' | 'unchanged' | 'skipped' },
  isDryRun: boolean,
): string {
  if (result.kind === 'unchanged') return 'nothing has changed.'
  if (result.kind === 'skipped') return 'another process is running it, or its time has not come.'
  const { added, changed, unchanged, removed } = result.changes
  const counts = `${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed.`
  return isDryRun ? `can be loaded: ${counts}` : counts
}

await runCommand('feed', USAGE, main)
