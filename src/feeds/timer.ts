import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { Database } from '../store/database.ts'
import { type FeedRow, readFeeds } from '../store/feeds.ts'
import type { Feed } from './feed.ts'

const TICK_MS = 15_000
const COMMAND = fileURLToPath(new URL('../commands/feed.js', import.meta.url))

export type FeedTimerParts = {
  database: Database
  feeds: Feed[]
  now: () => Date
  log: Pick<Logger, 'error' | 'warn'>
  /** Runs a feed in a process of its own, so that calls never wait for its rows. */
  run?: (name: string, signal: AbortSignal) => Promise<void>
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
  const tick = async () => {
    rows = await readFeeds(database)
    for (const name of dueFeeds(feeds, rows, parts.now().getTime())) {
      if (stop.signal.aborted) return
      await run(name, stop.signal)
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
    isStale: (now) => feeds.some((feed) => isStale(feed, rows, now.getTime())),
    close: () => {
      clearInterval(timer)
      stop.abort()
      return running
    },
  }
}

function dueFeeds(feeds: Feed[], rows: FeedRow[], now: number): string[] {
  const next = new Map(rows.map((row) => [row.name, row.nextAt]))
  return feeds.map(({ name }) => name).filter((name) => (next.get(name) ?? 0) <= now)
}

function isStale({ name, maxAgeMs }: Feed, rows: FeedRow[], now: number): boolean {
  const goodAt = rows.find((row) => row.name === name)?.goodAt ?? 0
  return maxAgeMs !== undefined && now - goodAt > maxAgeMs
}

async function runInProcess(name: string, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [COMMAND, name, '--timed'], { stdio: 'ignore' })
  const end = () => child.kill('SIGINT')
  signal.addEventListener('abort', end)
  await once(child, 'exit').finally(() => signal.removeEventListener('abort', end))
}
