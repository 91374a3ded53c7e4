import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { feedSettings, openFeeds } from '../../src/feeds/open-feeds.ts'
import { runFeed } from '../../src/feeds/run-feed.ts'
import { send, startSource } from '../feeds/source-server.ts'
import { temporaryFolder } from '../store/databases.ts'
import { openDesk } from './desk.ts'

const now = new Date('2026-11-23T09:00:00-05:00')
const HEADER = 'id,name,pin\n'
const names = ['Ann Lee', 'Bob Day', 'Eva Lind', 'Otto Brand']
const clients = names.map((name, i) => ({ id: `c${i}`, name, pin: '1111' }))
const rowsOf = (...ids: number[]) => HEADER + ids.map((id) => `c${id},${names[id]},1111\n`).join('')

/** A desk with a feed whose source the test answers for. */
async function openWithFeed() {
  const source = await startSource(send(rowsOf(0, 1, 2, 3)))
  const file = `${temporaryFolder()}/feeds.yaml`
  writeFileSync(file, `feeds:\n  practice:\n    url: ${source.url}\n    replace: true\n    every: 5m\n`)
  const line = await openDesk({ now, clients, settings: { FEEDS_FILE: file } })
  const [feed] = openFeeds(line.config)
  if (!feed) throw new Error('there is no feed')
  const { database, config } = line
  const signal = new AbortController().signal
  const parts = { database, settings: feedSettings(config), now: () => now.getTime(), signal }
  return { ...line, source, run: () => runFeed(feed, parts) }
}

test('a feed that is held stands on the page with its counts, and removes people once somebody has said so twice', async () => {
  const { add, database, source, run } = await openWithFeed()
  const [bob, eve] = [await add('bob'), await add('eve')]
  source.answerWith(send(rowsOf(0, 1)))
  expect(await run()).toMatchObject({ kind: 'held' })
  const page = (await bob.get('/desk/to-do')).body
  expect(page).toContain('<title>(1) To do · Desk</title>')
  expect(page).toContain('A feed waits for your yes')
  expect(page).toContain('It would remove 2 of the 4 people on file.')
  const [, removal = ''] = /name="removal" value="([^"]+)"/.exec(page) ?? []
  const asked = (await bob.post('/desk/to-do/feed', { name: 'practice', removal })).body
  expect(asked).toContain('Let the feed practice remove them?')
  expect(await run()).toMatchObject({ kind: 'held' })
  const sure = { name: 'practice', removal, sure: 'yes' }
  expect((await bob.post('/desk/to-do/feed', sure)).headers.location).toBe('/desk/to-do?after=allowed')
  expect((await eve.post('/desk/to-do/feed', sure)).headers.location).toBe('/desk/to-do?after=moved')
  expect((await bob.get('/desk/to-do')).body).toContain('<title>To do · Desk</title>')
  expect(await run()).toMatchObject({ kind: 'loaded', changes: { removed: 2 } })
  const kept = await database.get("SELECT id, done_by AS by FROM desk_done WHERE kind = 'feed'")
  expect(kept).toEqual({ id: removal, by: 'bob' })
})

test('a yes that was meant for other people than the feed would remove by now removes nobody', async () => {
  const { add, source, run } = await openWithFeed()
  const bob = await add('bob')
  source.answerWith(send(rowsOf(0, 1)))
  await run()
  const [, removal = ''] = /name="removal" value="([^"]+)"/.exec((await bob.get('/desk/to-do')).body) ?? []
  source.answerWith(send(rowsOf(2, 3)))
  await run()
  const asked = { name: 'practice', removal }
  for (const sent of [asked, { ...asked, sure: 'yes' }])
    expect((await bob.post('/desk/to-do/feed', sent)).headers.location).toBe('/desk/to-do?after=moved')
  expect((await bob.get('/desk/to-do?after=moved')).body).toContain('has been run again meanwhile')
  expect(await run()).toMatchObject({ kind: 'held' })
})

test('a feed that is broken stands on the page with the reason, until it loads again', async () => {
  const { add, source, run } = await openWithFeed()
  const bob = await add('bob')
  await run()
  expect((await bob.get('/desk/to-do')).body).toContain('Nothing is waiting.')
  source.answerWith(send(`${rowsOf(0, 1, 2)}c3,Otto Brand,19\n`))
  expect(await run()).toMatchObject({ kind: 'failed' })
  const { body } = await bob.get('/desk/to-do')
  expect(body).toContain('<title>(1) To do · Desk</title>')
  expect(body).toContain('A feed cannot be loaded')
  expect(body).toContain('<dd>row 5, pin: must be 4 digits</dd>')
  expect(body).not.toMatch(/Otto|Brand/)
  source.answerWith(send(rowsOf(0, 1, 2, 3)))
  await run()
  expect((await bob.get('/desk/to-do')).body).toContain('Nothing is waiting.')
})
