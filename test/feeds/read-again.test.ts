import { utimesSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openForTest, temporaryFolder } from '../store/databases.ts'
import { ann, feedOf, found, header, MINUTE, runnerOf, START, settings } from './feed-runner.ts'
import { send, startSource } from './source-server.ts'

test('when the map, the country, the time zone or the address has changed, the same rows are read again', async () => {
  const database = await openForTest('file::memory:')
  const { run } = runnerOf(database)
  const rows =
    'id,name,pin,phone,cell,appointment_at\na,Ann Lee,1966,+12025550101,+12025550102,2030-12-15T14:00\n'
  const source = await startSource((request, response) => {
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end()
    else send(rows, { etag: '"1"' })(request, response)
  })
  const columns = 'id: id, name: name, pin: pin, appointment_at: appointment_at'
  const one = `url: ${source.url}\nmap: { ${columns}, phone: phone }`
  const two = `url: ${source.url}\nmap: { ${columns}, phone: cell }`
  expect(await run(feedOf(one))).toMatchObject({ kind: 'loaded' })
  expect(await run(feedOf(one))).toEqual({ kind: 'unchanged' })
  expect(source.requests.at(-1)?.headers['if-none-match']).toBe('"1"')
  expect(await run(feedOf(two))).toMatchObject({ kind: 'loaded', changes: { changed: 1 } })
  expect((await found(database, 'a'))?.phone).toBe('+12025550102')
  const western = { settings: { ...settings, timeZone: 'America/Los_Angeles' } }
  expect(await run(feedOf(two), western)).toMatchObject({ kind: 'loaded', changes: { changed: 1 } })
  expect((await found(database, 'a'))?.appointments[0]?.at).toBe(Date.parse('2030-12-15T14:00-08:00'))
  expect(await run(feedOf(two), western)).toEqual({ kind: 'unchanged' })
  for (const other of [`${two}\ncountry: US`, two.replace(source.url, `${source.url}/2`)]) {
    await run(feedOf(other), western)
    expect(source.requests.at(-1)?.headers['if-none-match']).toBeUndefined()
  }
})

test('a moved file is read again when the map has changed', async () => {
  const folder = temporaryFolder()
  const database = await openForTest('file::memory:')
  const { run } = runnerOf(database)
  writeFileSync(`${folder}/a.csv`, `id,name,pin,phone,cell\na,Ann Lee,1966,+12025550101,+12025550102\n`)
  utimesSync(`${folder}/a.csv`, START / 1000 - 60, START / 1000 - 60)
  const by = (phone: string) =>
    feedOf(`folder: ${folder}\nafter: move\nmap: { id: id, name: name, pin: pin, phone: ${phone} }`)
  expect(await run(by('phone'))).toMatchObject({ kind: 'loaded' })
  expect(await run(by('cell'))).toMatchObject({ kind: 'loaded', changes: { changed: 1 } })
  expect(await run(by('cell'))).toEqual({ kind: 'unchanged' })
})

test('an import during a run is put right by the next run', async () => {
  const database = await openForTest('file::memory:')
  const { run, clock } = runnerOf(database)
  const removeAnn = async () => {
    await database.run('DELETE FROM clients')
    await database.run('UPDATE directory SET generation = generation + 1')
  }
  let meanwhile = async () => {}
  const source = await startSource((request, response) => {
    meanwhile().then(() => send(header + ann)(request, response))
  })
  const feed = feedOf(`url: ${source.url}`)
  expect(await run(feed)).toMatchObject({ kind: 'loaded' })
  meanwhile = removeAnn
  expect(await run(feed)).toEqual({ kind: 'unchanged' })
  meanwhile = async () => {}
  clock.now += 5 * MINUTE
  expect(await run(feed)).toMatchObject({ kind: 'loaded', changes: { added: 1 } })
  expect(await run(feed)).toEqual({ kind: 'unchanged' })
})
