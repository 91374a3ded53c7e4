import type { Logger } from 'pino'
import type { Database } from '../store/database.ts'
import { type FeedRow, isTaken, noteCrash, readFeeds } from '../store/feeds.ts'
import { backoffMs } from './backoff.ts'
import { type Feed, isTooOld } from './feed.ts'
import { type RunEnd, runInProcess } from './run-in-process.ts'

const TICK_MS = 15_000

export type FeedTimerParts = {
  database: Database
  feeds: Feed[]
  now: () => Date
  log: Pick<Logger, 'error' | 'warn'>
  run?: (name: string, signal: AbortSignal) => Promise<RunEnd>
}

export type FeedTimer = {
  /** Runs what is due, one feed after another, and looks at how all of them stand. */
  tick(): Promise<void>
  /** Whether some feed's data are older than it allows. */
  isStale(now: Date): boolean
  close(): Promise<void>
}

/** Runs the feeds whose time has come. Several servers may do so: the database lets one of them run a feed. */
export async function startFeeds(parts: FeedTimerParts): Promise<FeedTimer> {
  const { database, feeds, log, run = runInProcess } = parts
  const stop = new AbortController()
  let rows = await readFeeds(database)
  /** A process that died, or could not begin, has settled nothing. */
  const noteEnd = async (feed: Feed, { code, says }: RunEnd) => {
    const { name } = feed
    // The log leaves out what an error quotes.
    log.error({ feed: name, code, err: new Error(says) }, 'the run of a feed ended early')
    const now = parts.now().getTime()
    const { failures = 0 } = rows.find((row) => row.name === name) ?? {}
    const nextAt = now + backoffMs(feed, failures + 1)
    await noteCrash(database, { name, now, nextAt, fault: `${name}: its run ended early: see the log` })
  }
  const tick = async () => {
    rows = await readFeeds(database)
    for (const feed of dueFeeds(feeds, rows, parts.now().getTime())) {
      if (stop.signal.aborted) return
      const { name } = feed
      const ended = await run(name, stop.signal)
      if (ended.code !== 0 && !stop.signal.aborted) await noteEnd(feed, ended)
      rows = await readFeeds(database)
      const { fault } = rows.find((row) => row.name === name) ?? {}
      if (fault) log.warn({ feed: name }, fault)
    }
  }
  let running = Promise.resolve()
  let isRunning = false
  const timer = setInterval(() => {
    if (isRunning) return
    isRunning = true
    running = tick()
      .catch((err: unknown) => log.error({ err }, 'the feeds could not be run'))
      .finally(() => {
        isRunning = false
      })
  }, TICK_MS)
  timer.unref()
  return {
    tick,
    isStale: (now) => {
      const goodAt = new Map(rows.map((row) => [row.name, row.goodAt]))
      return feeds.some((feed) => isTooOld(feed, goodAt.get(feed.name), now.getTime()))
    },
    close: () => {
      clearInterval(timer)
      stop.abort()
      return running
    },
  }
}

/** Those whose time has come, and that no other process runs. */
function dueFeeds(feeds: Feed[], rows: FeedRow[], now: number): Feed[] {
  const byName = new Map(rows.map((row) => [row.name, row]))
  return feeds.filter(({ name }) => {
    const row = byName.get(name)
    return !row || (row.nextAt <= now && !isTaken(row, now))
  })
}
