import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { createConnection } from 'mysql2/promise'
import { afterAll, expect, test } from 'vitest'
import { readFeedsYaml } from '../../src/feeds/feeds-file.ts'
import { runFeed } from '../../src/feeds/run-feed.ts'
import { findOnFile } from '../../src/store/clients.ts'
import { startFhir } from '../feeds/fhir-server.ts'
import { startMariaDb } from '../feeds/mariadb-server.ts'
import { send, startSource } from '../feeds/source-server.ts'
import { databases, openForTest, temporaryFolder } from '../store/databases.ts'

const page = readFileSync('docs/feeds.md', 'utf8')
const postgres = (await databases()).find(({ kind }) => kind === 'postgres')
const mariadb = await startMariaDb()
afterAll(() => mariadb?.stop())

/** The examples of a section, by their language. */
function examplesOf(title: string) {
  const [, section = ''] = page.split(`### ${title}\n`)
  const [own = ''] = section.split(/^##/m)
  const blocks = [...own.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
  return (language: string) => blocks.flatMap(([, one, text = '']) => (one === language ? [text] : []))
}

/** Runs the feed of an example, and returns what is on file then about the people with these ids. */
async function runExample(yaml: string | undefined, environment: Record<string, string>, ids: string[]) {
  const read = readFeedsYaml(yaml ?? '', environment)
  const feed = 'feeds' in read ? read.feeds[0] : undefined
  if (!feed) throw new Error(JSON.stringify(read))
  const database = await openForTest('file::memory:')
  const settings = { pinSecret: 'a secret of the tests', pinLength: 4, timeZone: 'America/New_York' }
  const { signal } = new AbortController()
  expect(await runFeed(feed, { database, settings, now: Date.now, signal })).toMatchObject({ kind: 'loaded' })
  const onFile = await findOnFile(database, ids)
  return ids.map((id) => {
    const { name, phone, message, appointments = [] } = onFile.get(id) ?? {}
    return { name, phone, message, at: appointments.map(({ at }) => new Date(at).toISOString()) }
  })
}

const grace = {
  name: 'Grace Whitfield',
  phone: '+12025550103',
  message: null,
  at: ['2030-12-17T19:00:00.000Z'],
}
const mateo = {
  name: 'Mateo Alvarez',
  phone: '+12025550104',
  message: null,
  at: ['2030-12-18T14:30:00.000Z'],
}

test('the example of a folder is read, and its file is moved', async () => {
  const examples = examplesOf('A folder')
  const folder = `${temporaryFolder()}/exports`
  mkdirSync(folder)
  writeFileSync(`${folder}/visits-1.csv`, examples('csv')[0] ?? '')
  utimesSync(`${folder}/visits-1.csv`, 1_000, 1_000)
  const yaml = examples('yaml')[0]?.replace('/srv/exports', folder)
  expect(await runExample(yaml, {}, ['1001', '1002'])).toEqual([grace, mateo])
  expect(existsSync(`${folder}/done/visits-1.csv`)).toBe(true)
})

test('the example of a URL is read, with its header', async () => {
  const examples = examplesOf('A URL')
  const source = await startSource(send(examples('json')[0] ?? '', { 'content-type': 'application/json' }))
  const yaml = examples('yaml')[0]?.replace('https://shop.example.com/orders.json', source.url)
  const [first, second] = await runExample(yaml, { SHOP_KEY: 'key-1' }, ['1001', '1002'])
  expect([first?.message, second?.message]).toEqual(['your order is ready.', 'your order arrives on Friday.'])
  expect(source.requests[0]?.headers['x-api-key']).toBe('key-1')
})

test.skipIf(!postgres)('the example of PostgreSQL is read by a user who may only read', async () => {
  const examples = examplesOf('PostgreSQL')
  const url = (await postgres?.url()) ?? ''
  const office = await openForTest(url)
  for (const statement of (examples('sql')[0] ?? '').split(/;\n/).filter(Boolean)) await office.run(statement)
  const PRACTICE_DATABASE = url.replace(/\/\/[^@]*@/, '//reader:a%20password@')
  expect(await runExample(examples('yaml')[0], { PRACTICE_DATABASE }, ['1001'])).toEqual([grace])
})

test.skipIf(!mariadb)('the example of MySQL is read by a user who may only read', async () => {
  const examples = examplesOf('MySQL and MariaDB')
  const { url = '' } = mariadb ?? {}
  const office = await createConnection(url)
  for (const statement of (examples('sql')[0] ?? '').split(/;\n/).filter(Boolean))
    await office.query(statement)
  await office.end()
  const PRACTICE_DATABASE = url.replace('root@', 'practice_reader:a%20password@')
  expect(await runExample(examples('yaml')[0], { PRACTICE_DATABASE }, ['1001'])).toEqual([grace])
})

test('the example of a FHIR server is read', async () => {
  const examples = examplesOf('A FHIR server')
  const [patient, appointment] = examples('json').map((text) => JSON.parse(text))
  const server = await startFhir({ patients: [patient], appointments: [appointment] })
  const key = `${temporaryFolder()}/key.pem`
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const yaml = examples('yaml')[0]
    ?.replaceAll('https://fhir.example.com', server.base)
    .replace('/etc/frontdesk/key.pem', key)
  expect(await runExample(yaml, {}, ['1001'])).toEqual([grace])
})

test('every file of feeds on the page is one', () => {
  const environment = {
    PRACTICE_TOKEN: 't',
    SHOP_KEY: 'k',
    PRACTICE_DATABASE: 'postgres://reader@db.example.com/practice',
  }
  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  expect(examples).toHaveLength(6)
  for (const example of examples) expect(readFeedsYaml(example, environment)).toHaveProperty('feeds')
})
