import { ConfigError } from '../../errors/config-error.ts'
import { openFeeds } from '../../feeds/open-feeds.ts'
import { type FeedRow, readFeeds } from '../../store/feeds.ts'
import { connectDatabase } from '../../store/open.ts'
import type { Context } from '../context.ts'
import { fail, ok, type Result, warn } from '../finding.ts'

/** The feeds can be read, and have run. */
export async function checkFeeds({ config }: Context): Promise<Result[]> {
  if (config.FEEDS_FILE === undefined) return [ok('none: the clients come from imports')]
  try {
    const names = openFeeds(config).map(({ name }) => name)
    const rows = new Map((await readRows(config.DATABASE_URL)).map((row) => [row.name, row]))
    return names.map((name) => judge(name, rows.get(name)))
  } catch (error) {
    const says =
      error instanceof ConfigError ? error.message.replaceAll('\n', '; ') : 'their state cannot be read'
    return [fail(says, 'correct FEEDS_FILE, or the database')]
  }
}

function judge(name: string, row: FeedRow | undefined): Result {
  const again = `run "npm run feed -- ${name}"`
  if (!row || row.triedAt === null) return warn(`${name} has not run yet`, again)
  if (row.isHeld) return fail(row.fault ?? `${name} is held`, `look at the source, then ${again} --yes`)
  if (row.fault) return fail(row.fault, `correct that, then ${again}`)
  return ok(`${name} was loaded, or found unchanged, at ${new Date(row.triedAt).toISOString()}`)
}

async function readRows(url: string): Promise<FeedRow[]> {
  const database = await connectDatabase(url)
  return readFeeds(database)
    .catch(() => [])
    .finally(() => database.close())
}
