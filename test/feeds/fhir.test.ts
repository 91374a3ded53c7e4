import { createVerify, generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readFeedsYaml } from '../../src/feeds/feeds-file.ts'
import { readPatient, rowsOfPatient } from '../../src/feeds/fhir-rows.ts'
import { runFeed } from '../../src/feeds/run-feed.ts'
import { isRightPin } from '../../src/pins/pin-hash.ts'
import { findOnFile } from '../../src/store/clients.ts'
import { openForTest, temporaryFolder } from '../store/databases.ts'
import { type FhirData, startFhir } from './fhir-server.ts'

const NOW = Date.parse('2013-12-01T12:00:00Z')
const settings = { pinSecret: 'a secret of the tests', pinLength: 4, timeZone: 'America/New_York' }
const example = (name: string) => JSON.parse(readFileSync(`test/feeds/fhir/${name}-example.json`, 'utf8'))
const patient = example('patient')
const appointment = example('appointment')

const patients = [
  patient,
  { ...patient, id: 'es', communication: [{ language: { coding: [{ code: 'es' }] }, preferred: true }] },
  { ...patient, id: 'gone', active: false },
  { ...patient, id: 'dead', deceasedBoolean: true },
]
const appointments = [
  appointment,
  { ...appointment, id: '2', status: 'cancelled', start: '2013-12-09T09:00:00Z' },
  { ...appointment, id: '3', start: '2013-12-11T09:00:00Z', patientInstruction: 'Please fast.' },
]

async function open(
  client: (base: string) => string,
  environment: Record<string, string> = {},
  data: Partial<FhirData & { more: string }> = {},
) {
  const server = await startFhir({ patients, appointments, ...data })
  const yaml = `feeds:
  clinic:
    fhir: ${server.base}/r4
    country: AU
    client: ${client(server.base)}
    ${data.more ?? ''}
`
  const read = readFeedsYaml(yaml, environment)
  const feed = 'feeds' in read ? read.feeds[0] : undefined
  if (!feed) throw new Error(JSON.stringify(read))
  const database = await openForTest('file::memory:')
  const { signal } = new AbortController()
  const run = (now = NOW) => runFeed(feed, { database, settings, now: () => now, signal })
  return { ...server, database, run }
}

const withSecret = (base: string) => `{ token_url: "${base}/token", id: frontdesk, secret: $SECRET }`

test('patients and their appointments are read page after page, and only again when something has changed', async () => {
  const clinic = await open(withSecret, { SECRET: 'a secret' })
  expect(await clinic.run()).toMatchObject({ kind: 'loaded', changes: { added: 2 } })
  const found = await findOnFile(clinic.database, ['example', 'es', 'gone', 'dead'])
  expect([...found.keys()].sort()).toEqual(['es', 'example'])
  expect(found.get('example')).toMatchObject({
    ...{ name: 'Peter Chalmers', phone: '+61334105613', language: null },
    appointments: [
      { at: Date.parse('2013-12-10T09:00:00Z'), note: '' },
      { at: Date.parse('2013-12-11T09:00:00Z'), note: 'Please fast.' },
    ],
  })
  expect(found.get('es')).toMatchObject({ language: 'es-US', appointments: [] })
  const asked = clinic.requests.length
  expect(await clinic.run(NOW + 60_000)).toEqual({ kind: 'unchanged' })
  expect(clinic.requests.slice(asked).map(({ url }) => url?.split('?')[0])).toEqual([
    '/token',
    '/r4/Patient',
    '/r4/Appointment',
  ])
  clinic.changed.total = 1
  expect(await clinic.run(NOW + 120_000)).toEqual({ kind: 'unchanged' })
  expect(clinic.requests.length).toBeGreaterThan(asked + 8)
})

test('names, numbers and identifiers count while their period lasts', () => {
  const rowAt = (now: string, period: { start?: string; end?: string }) => {
    const held = {
      ...{ id: 'p', birthDate: '1974-12-25' },
      name: [
        { use: 'official', given: ['New'], family: 'Name', period },
        { given: ['Old'], family: 'Name' },
      ],
      telecom: [
        { system: 'phone', use: 'mobile', value: '1', period },
        { system: 'phone', value: '2' },
      ],
      identifier: [
        { system: 'pin', value: '1111', period },
        { system: 'pin', value: '3333', use: 'old' },
        { system: 'pin', value: '2222' },
      ],
    }
    const read = readPatient(held)
    const [row] = read && 'id' in read ? [...rowsOfPatient(read, [], 'pin', Date.parse(now))] : []
    return row && 'fields' in row ? row.fields.slice(1, 4).join() : undefined
  }
  const [current, former] = ['New Name,1111,1', 'Old Name,2222,2']
  expect(rowAt('2026-06-01T12:00:00Z', {})).toBe(current)
  expect(rowAt('2026-06-01T12:00:00Z', { end: '2027' })).toBe(current)
  // R4: an end that is a day includes all of that day.
  expect(rowAt('2026-06-01T23:59:00Z', { start: '2026-06-01', end: '2026-06-01' })).toBe(current)
  expect(rowAt('2026-06-02T00:00:00Z', { end: '2026-06-01' })).toBe(former)
  expect(rowAt('2026-06-01T12:00:00Z', { end: '2026-06-01T11:59:59Z' })).toBe(former)
  expect(rowAt('2026-06-01T12:00:00Z', { start: '2026-06-01T14:30:00+02:00' })).toBe(former)
  expect(rowAt('2026-06-01T12:00:00Z', { start: '2026-07' })).toBe(former)
})

/** What a clinic with these resources is told, and who is on file then. */
async function load(data: Partial<FhirData & { more: string }>, ids: string[] = []) {
  const clinic = await open(withSecret, { SECRET: 'a secret' }, data)
  const result = await clinic.run()
  const onFile = await findOnFile(clinic.database, ids)
  return { says: 'says' in result ? result.says : result.kind, onFile }
}

test('a name of which a part is null, and a birth date that is a month or a year, are read', async () => {
  const name = [{ use: 'official', family: 'Ray', given: [null, 'Bob'], _given: [{ extension: [] }, null] }]
  const people = ['1958', '1958-05', '1958-05-12'].map((birthDate) => ({
    ...{ ...patient, id: birthDate, name, birthDate },
  }))
  const { says, onFile } = await load({ patients: people }, ['1958', '1958-05', '1958-05-12'])
  expect(says).toBe('loaded')
  const [year, month, day] = [...onFile.values()]
  expect(year).toMatchObject({ name: 'Bob Ray' })
  for (const { pinHash } of [month, day].flatMap((one) => one ?? []))
    expect(isRightPin('1958', pinHash, settings.pinSecret)).toBe(true)
  expect(onFile.size).toBe(3)
})

test('a patient or an appointment that cannot be read is a fault, and removes nobody', async () => {
  const people = [...patients]
  const clinic = await open(withSecret, { SECRET: 'a secret' }, { patients: people, more: 'replace: true' })
  await clinic.run()
  people[1] = { ...patients[1], name: 'Chalmers' }
  clinic.changed.total = 1
  expect(await clinic.run(NOW + 60_000)).toMatchObject({
    says: 'clinic: row 3, row: is no Patient that can be read',
  })
  expect((await findOnFile(clinic.database, ['es'])).size).toBe(1)
  expect(
    (await load({ appointments: [appointment, { ...appointment, id: '2', participant: {} }] })).says,
  ).toBe('clinic: row 1, row: is no Appointment that can be read')
})

test('a patient without what makes the PIN is told', async () => {
  const { birthDate, ...ageless } = patient
  expect(
    (await load({ patients: [patient, ageless].map((one, at) => ({ ...one, id: `${at}` })) })).says,
  ).toBe('clinic: row 2, row: has no birth date, so no PIN')
  expect((await load({ more: 'pin_system: "urn:pins"' })).says).toBe(
    'clinic: row 1, row: has no current identifier of the pin_system, so no PIN (and 1 more fault)',
  )
})

test('a patient or an appointment that comes again on the next page counts once', async () => {
  const twice = { patients: [patient, patient], appointments: [appointment, appointment] }
  const { says, onFile } = await load(twice, ['example'])
  expect(says).toBe('loaded')
  expect(onFile.get('example')?.appointments).toHaveLength(1)
})

test('a server that refuses a page in the middle changes nothing', async () => {
  const clinic = await open(withSecret, { SECRET: 'a secret' })
  await clinic.run()
  const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'throttled' }] }
  clinic.failing.page = outcome
  clinic.changed.total = 1
  expect(await clinic.run(NOW + 60_000)).toMatchObject({ says: 'clinic: it answered with HTTP 500' })
  expect((await findOnFile(clinic.database, ['example', 'es'])).size).toBe(2)
  clinic.failing.status = 200
  expect(await clinic.run(NOW + 60_000)).toMatchObject({
    says: 'clinic: it answered with something that is no FHIR bundle',
  })
})

test('a key signs who we are, as SMART wants it', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const file = `${temporaryFolder()}/key.pem`
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const clinic = await open(
    (base) => `{ token_url: "${base}/token", id: frontdesk, key: ${file}, key_id: k1 }`,
  )
  expect(await clinic.run()).toMatchObject({ kind: 'loaded' })
  const [header = '', claims = '', signature = ''] =
    clinic.granted[0]?.get('client_assertion')?.split('.') ?? []
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
  expect(read(header)).toEqual({ alg: 'RS384', typ: 'JWT', kid: 'k1' })
  expect(read(claims)).toMatchObject({ iss: 'frontdesk', sub: 'frontdesk', aud: `${clinic.base}/token` })
  const verify = createVerify('RSA-SHA384').update(`${header}.${claims}`)
  expect(verify.verify(publicKey, Buffer.from(signature, 'base64url'))).toBe(true)
})

test('a server that is no FHIR server is told from one', async () => {
  const clinic = await open(withSecret, { SECRET: 'a secret' })
  clinic.answerWith((request, response) => {
    const isToken = request.url === '/token'
    response.writeHead(200).end(isToken ? '{"access_token":"token-1"}' : '{"patients":[]}')
  })
  expect(await clinic.run()).toMatchObject({
    says: 'clinic: it answered with something that is no FHIR bundle',
  })
  clinic.answerWith((_, response) => void response.writeHead(400).end())
  expect(await clinic.run()).toMatchObject({
    says: 'clinic: it gives us no token (HTTP 400): check the client',
  })
})
