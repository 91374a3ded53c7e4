import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { createDirectory } from '../../src/directory/directory.ts'
import { keepSampleClients } from '../../src/import/sample-clients.ts'
import { pinFault } from '../../src/pins/pin-secret.ts'
import { findNextAppointment } from '../../src/store/clients.ts'
import { fileClients } from '../helper.ts'
import { comparePin } from '../pins/compare-pin.ts'
import { databases, openForTest, openFresh } from '../store/databases.ts'

const settings = { pinSecret: 'a secret of the tests', pinLength: 4, timeZone: 'America/New_York' }
const NOVEMBER = Date.parse('2026-11-22T12:00:00Z')

for (const kind of await databases()) {
  test(`${kind.kind}: an empty directory gets the two people of the guide`, async () => {
    const database = await openFresh(kind)
    const directory = createDirectory(database)
    await keepSampleClients(database, settings, NOVEMBER)
    const context = { callers: undefined, declined: [], nearest: [] }
    const found = await directory.identify({ speech: 'example man', digits: '' }, context)
    expect(found).toMatchObject({ kind: 'one', client: { id: 'c1', name: 'Example Man' } })
    expect(await comparePin(database, settings.pinSecret, 'c1', '1995')).toBe(true)
    expect(await comparePin(database, settings.pinSecret, 'c2', '1999')).toBe(true)
    const man = await findNextAppointment(database, 'c1', NOVEMBER)
    const woman = await findNextAppointment(database, 'c2', NOVEMBER)
    expect(man?.at).toBe(Date.parse('2026-12-15T14:00:00-05:00'))
    expect(woman?.at).toBe(Date.parse('2026-12-20T14:00:00-05:00'))
  })

  test(`${kind.kind}: once their dates have passed they get the next ones`, async () => {
    const database = await openFresh(kind)
    const directory = createDirectory(database)
    await keepSampleClients(database, settings, NOVEMBER)
    const between = Date.parse('2026-12-18T12:00:00Z')
    await keepSampleClients(database, settings, between)
    const man = await findNextAppointment(database, 'c1', between)
    const woman = await findNextAppointment(database, 'c2', between)
    expect(man?.at).toBe(Date.parse('2027-12-15T14:00:00-05:00'))
    expect(woman?.at).toBe(Date.parse('2026-12-20T14:00:00-05:00'))
    expect(await directory.count()).toBe(2)
  })

  test(`${kind.kind}: several servers that start at once put them there once`, async () => {
    const url = await kind.url()
    const servers = await Promise.all(Array.from({ length: 5 }, () => openForTest(url)))
    await Promise.all(servers.map((database) => keepSampleClients(database, settings, NOVEMBER)))
    const [database] = servers
    expect(await database?.get('SELECT COUNT(*) AS rows FROM clients')).toEqual({ rows: 2 })
    expect(await database?.get('SELECT generation FROM directory')).toEqual({ generation: 1 })
  })

  test(`${kind.kind}: another PIN_SECRET is told at the start`, async () => {
    const database = await openFresh(kind)
    expect(await pinFault(database, { ...settings, pinSecret: 'any' })).toBeUndefined()
    await keepSampleClients(database, settings, NOVEMBER)
    expect(await pinFault(database, settings)).toBeUndefined()
    expect(await pinFault(database, { ...settings, pinSecret: 'another' })).toMatch(
      /^PIN_SECRET is not the one/,
    )
  })

  test(`${kind.kind}: another PIN_LENGTH is told at the start and by an import, and --replace takes it`, async () => {
    const database = await openFresh(kind)
    const sentence = /^PIN_LENGTH is 6, and the PINs on file have 4 digits: .*--replace\.$/
    const secrets = { PIN_SECRET: settings.pinSecret, STATE_SECRET: 'a secret' }
    const [four, six] = ['4', '6'].map((length) => readConfig({ ...secrets, PIN_LENGTH: length }))
    if (!four || !six) throw new Error('two configurations were read')
    await fileClients(database, four, [{ id: 'c3', name: 'Ann Lee', pin: '1111' }])
    expect(await pinFault(database, settings)).toBeUndefined()
    const longer = { ...settings, pinLength: 6 }
    expect(await pinFault(database, longer)).toMatch(sentence)
    const another = [{ id: 'c4', name: 'Bob Ray', pin: '222222' }]
    await expect(fileClients(database, six, another)).rejects.toThrow(sentence)
    await fileClients(database, six, another, true)
    expect(await pinFault(database, longer)).toBeUndefined()
    expect(await pinFault(database, settings)).toMatch(/^PIN_LENGTH is 4, and the PINs on file have 6 digits/)
  })

  test(`${kind.kind}: with another PIN_LENGTH they are put there anew, while nobody else is on file`, async () => {
    const database = await openFresh(kind)
    await keepSampleClients(database, settings, NOVEMBER)
    await keepSampleClients(database, { ...settings, pinLength: 6 }, NOVEMBER)
    expect(await comparePin(database, settings.pinSecret, 'c1', '199500')).toBe(true)
  })

  test(`${kind.kind}: with another PIN_SECRET they are put there anew, while nobody else is on file`, async () => {
    const database = await openFresh(kind)
    await keepSampleClients(database, settings, NOVEMBER)
    const changed = { ...settings, pinSecret: 'another secret' }
    await keepSampleClients(database, changed, NOVEMBER)
    expect(await comparePin(database, changed.pinSecret, 'c1', '1995')).toBe(true)
    await expect(comparePin(database, settings.pinSecret, 'c1', '1995')).rejects.toThrow(
      'PIN_SECRET is not the one',
    )
    const config = readConfig({ PIN_SECRET: changed.pinSecret, STATE_SECRET: 'a secret' })
    await fileClients(database, config, [{ id: 'c3', name: 'Ann Lee', pin: '1111' }])
    await keepSampleClients(database, settings, NOVEMBER)
    expect(await pinFault(database, changed)).toBeUndefined()
    expect(await createDirectory(database).count()).toBe(3)
  })
}
