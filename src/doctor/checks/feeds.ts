import { ConfigError } from '../../errors/config-error.ts'
import { type Feed, isTooOld } from '../../feeds/feed.ts'
import { openFeeds } from '../../feeds/open-feeds.ts'
import { type FeedRow, readFeeds } from '../../store/feeds.ts'
import { connectDatabase } from '../../store/open.ts'
import type { Context } from '../context.ts'
import { fail, ok, type Result, warn } from '../finding.ts'

/** The feeds can be read, have run, and have data that are new enough. */
export async function checkFeeds({ config }: Context): Promise<Result[]> {
  if (config.FEEDS_FILE === undefined) return [ok('none: the clients come from imports')]
  try {
    const feeds = openFeeds(config)
    const rows = new Map((await readRows(config.DATABASE_URL)).map((row) => [row.name, row]))
    return feeds.map((feed) => judge(feed, rows.get(feed.name), Date.now()))
  } catch (error) {
    const says =
      error instanceof ConfigError ? error.message.replaceAll('\n', '; ') : 'their state cannot be read'
    return [fail(says, 'correct FEEDS_FILE, or the database')]
  }
}

function judge(feed: Feed, row: FeedRow | undefined, now: number): Result {
  const { name } = feed
  const again = `run "npm run feed -- ${name}"`
  if (!row || row.triedAt === null) return warn(`${name} has not run yet`, again)
  if (row.isHeld) return fail(row.fault ?? `${name} is held`, `look at the source, then ${again} --yes`)
  if (row.fault) return fail(row.fault, `correct that, then ${again}`)
  const data = `${name} has data of ${new Date(row.goodAt ?? row.triedAt).toISOString()}`
  if (isTooOld(feed, row.goodAt, now))
    return warn(`${data}, which is longer ago than its max_age`, 'look at why the source has nothing newer')
  return ok(data)
}

async function readRows(url: string): Promise<FeedRow[]> {
  const database = await connectDatabase(url)
  return readFeeds(database)
    .catch(() => [])
    .finally(() => database.close())
}
