import { utimesSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { checkFeeds } from '../../src/doctor/checks/feeds.ts'
import { createContext } from '../../src/doctor/context.ts'
import { openFeeds } from '../../src/feeds/open-feeds.ts'
import { runFeed } from '../../src/feeds/run-feed.ts'
import { ann, header, settings } from '../feeds/feed-runner.ts'
import { openForTest, temporaryFolder } from '../store/databases.ts'

const secrets = { STATE_SECRET: 'x'.repeat(40), PIN_SECRET: 'y'.repeat(40) }

test('the doctor tells of when the data of a feed are, and warns when that is longer ago than its max_age', async () => {
  const folder = temporaryFolder()
  const [file, url] = [`${folder}/feeds.yaml`, `file:${folder}/a.db`]
  const write = (maxAge: string) =>
    writeFileSync(file, `feeds:\n  practice: { folder: ${folder}, max_age: ${maxAge} }\n`)
  const context = createContext(readConfig({ ...secrets, DATABASE_URL: url, FEEDS_FILE: file }))
  write('4h')
  expect(await checkFeeds(context)).toMatchObject([{ state: 'warn', says: 'practice has not run yet' }])
  const at = Math.floor(Date.now() / 1000) - 2 * 3600
  writeFileSync(`${folder}/a.csv`, header + ann)
  utimesSync(`${folder}/a.csv`, at, at)
  const [feed] = openFeeds({ FEEDS_FILE: file })
  if (!feed) throw new Error('There is no feed.')
  const { signal } = new AbortController()
  const database = await openForTest(url)
  expect(await runFeed(feed, { database, settings, now: Date.now, signal })).toMatchObject({ kind: 'loaded' })
  const says = `practice has data of ${new Date(at * 1000).toISOString()}`
  expect(await checkFeeds(context)).toEqual([{ state: 'ok', says }])
  write('1h')
  expect(await checkFeeds(context)).toMatchObject([
    { state: 'warn', says: `${says}, which is longer ago than its max_age` },
  ])
})
