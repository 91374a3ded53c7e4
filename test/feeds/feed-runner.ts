import { readFeedsYaml } from '../../src/feeds/feeds-file.ts'
import { type FeedRun, runFeed } from '../../src/feeds/run-feed.ts'
import { findOnFile } from '../../src/store/clients.ts'
import type { Database } from '../../src/store/database.ts'
import { readFeeds } from '../../src/store/feeds.ts'

export const START = Date.parse('2026-11-22T12:00:00Z')
export const MINUTE = 60_000
export const settings = { pinSecret: 'a secret of the tests', pinLength: 4, timeZone: 'America/New_York' }
export const header = 'id,name,pin,phone,appointment_at\n'
export const ann = 'a,Ann Lee,1966,+12025550101,2030-12-15T14:00\n'
export const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `p${from + at},Person Number${from + at},1970,,\n`).join('')

/** The only feed of a file. */
export function feedOf(yaml: string, environment: Record<string, string> = {}) {
  const read = readFeedsYaml(`feeds:\n  practice:\n${yaml.replace(/^/gm, '    ')}\n`, environment)
  const feed = 'feeds' in read ? read.feeds[0] : undefined
  if (!feed) throw new Error(JSON.stringify(read))
  return feed
}

export function runnerOf(database: Database) {
  const clock = { now: START }
  const run = (feed: ReturnType<typeof feedOf>, options: Partial<FeedRun> = {}) =>
    runFeed(feed, {
      database,
      settings,
      now: () => clock.now,
      signal: new AbortController().signal,
      ...options,
    })
  const generation = async () =>
    (await database.get<{ generation: number }>('SELECT generation FROM directory'))?.generation
  const row = async () => (await readFeeds(database))[0]
  return { clock, run, generation, row }
}

export const found = async (database: Database, id: string) => (await findOnFile(database, [id])).get(id)
