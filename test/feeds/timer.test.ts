import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startFeeds } from '../../src/feeds/timer.ts'
import { openLog } from '../../src/logger.ts'
import { takeFeed } from '../../src/store/feeds.ts'
import { built } from '../built.ts'
import { openForTest, temporaryFolder } from '../store/databases.ts'
import { ann, feedOf, found, header, MINUTE, runnerOf, START } from './feed-runner.ts'
import { send, startSource } from './source-server.ts'

test('the timer runs what is due, one feed after another', async () => {
  const database = await openForTest('file::memory:')
  const { run, clock } = runnerOf(database)
  const source = await startSource(send(header + ann))
  const feed = feedOf(`url: ${source.url}\nmax_age: 10m`)
  const ran: string[] = []
  const timer = await startFeeds({
    ...{ database, feeds: [feed], now: () => new Date(clock.now), log: { error() {}, warn() {} } },
    run: async (name) => {
      ran.push(name)
      await run(feed, { isTimed: true })
      return { code: 0, says: '' }
    },
  })
  expect(timer.isStale(new Date(clock.now))).toBe(true)
  await timer.tick()
  clock.now += 5 * MINUTE - 1
  await timer.tick()
  expect(ran).toEqual(['practice'])
  clock.now += 1
  await timer.tick()
  expect(ran).toEqual(['practice', 'practice'])
  expect(timer.isStale(new Date(clock.now + 10 * MINUTE))).toBe(false)
  expect(timer.isStale(new Date(clock.now + 10 * MINUTE + 1))).toBe(true)
  await timer.close()
})

test('a run in a process of its own loads the feed; one that ends early is logged, and tried ever more rarely', async () => {
  const folder = temporaryFolder()
  const source = await startSource(send(header + ann))
  writeFileSync(`${folder}/feeds.yaml`, `feeds: { practice: { url: "${source.url}" } }`)
  const database = await openForTest(`file:${folder}/a.db`)
  const { row } = runnerOf(database)
  const clock = { now: Date.now() }
  const lines: string[] = []
  const environment: Record<string, string> = {
    ...{
      PATH: process.env.PATH ?? '',
      DATABASE_URL: `file:${folder}/a.db`,
      FEEDS_FILE: `${folder}/feeds.yaml`,
    },
    ...{ PIN_SECRET: 'a secret of the tests', STATE_SECRET: 'another secret of the tests' },
  }
  const { runInProcess } = await import(`${built}/src/feeds/run-in-process.js`)
  const ran: string[] = []
  const timer = await startFeeds({
    ...{ database, feeds: [feedOf(`url: ${source.url}`)], now: () => new Date(clock.now) },
    log: openLog({ write: (line) => void lines.push(line) }),
    run: (name, signal) => {
      ran.push(name)
      return runInProcess(name, signal, environment)
    },
  })
  await timer.tick()
  expect(await found(database, 'a')).toBeDefined()
  expect(lines).toEqual([])
  environment.FEEDS_FILE = `${folder}/"Ann Lee".yaml`
  for (const failures of [1, 2]) {
    clock.now = (await row())?.nextAt ?? 0
    await timer.tick()
    expect(await row()).toMatchObject({
      failures,
      fault: 'practice: its run ended early: see the log',
      nextAt: clock.now + 5 * MINUTE * 2 ** failures,
    })
    clock.now += MINUTE
    await timer.tick()
  }
  expect(ran).toHaveLength(3)
  expect(lines.join('')).toMatch(
    /"code":1,.*Invalid configuration.*FEEDS_FILE.*the run of a feed ended early/,
  )
  expect(lines.join('')).not.toContain('Ann')
  await timer.close()
})

test('a feed that another process runs is left alone', async () => {
  const database = await openForTest('file::memory:')
  await takeFeed(database, 'practice', 'another server', START)
  const ran: string[] = []
  const clock = { now: START }
  const timer = await startFeeds({
    ...{ database, feeds: [feedOf('folder: /nowhere')], now: () => new Date(clock.now) },
    log: { error() {}, warn() {} },
    run: async (name) => {
      ran.push(name)
      return { code: 0, says: '' }
    },
  })
  await timer.tick()
  expect(ran).toEqual([])
  clock.now += MINUTE + 1
  await timer.tick()
  expect(ran).toEqual(['practice'])
  await timer.close()
})
