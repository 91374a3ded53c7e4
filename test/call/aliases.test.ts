import { hangUp, say } from 'cxml-phone'
import { expect, onTestFinished, test } from 'vitest'
import { createDirectory } from '../../src/directory/directory.ts'
import { noContext } from '../../src/directory/identification.ts'
import { erase } from '../../src/retention/erase.ts'
import { addAlias, listAliases } from '../../src/store/aliases.ts'
import { fileClients, openTestLine, type TestClient } from '../helper.ts'
import { post } from '../post.ts'
import { databases } from '../store/databases.ts'

const now = new Date('2026-11-22T15:00:00Z')
const person = (id: string, name: string, pin: string, phone?: string): TestClient => ({
  ...{ id, name, pin, appointments: [{ at: '2026-12-15T14:00' }], ...(phone && { phone }) },
})
const clients = [
  person('c1', 'Catherine Boyer', '1981'),
  person('c2', 'Ottilie Canary', '1982'),
  person('t1', 'Jo Double', '1983', '+12025550183'),
  person('t2', 'Jo Double', '1984', '+12025550184'),
]
const alias = (client: string, heardKey: string) => ({ client, heardKey, at: now.getTime(), by: 'ann' })
const notFound = /could not find your name/

for (const kind of await databases()) {
  const open = async (settings = {}) =>
    openTestLine({ clients, now, settings: { DATABASE_URL: await kind.url(), ...settings } })

  test(`${kind.kind}: an alias leads to "Did you mean", and never to a person outright`, async () => {
    const { database, call } = await open()
    const answers = [say('Dilly Dairy'), say('yes'), say('1982'), say('no')]
    expect((await call(answers)).heard[1]).toMatch(notFound)
    await addAlias(database, alias('c2', 'dilly dairy'))
    const { heard } = await call(answers)
    expect(heard[1]).toBe('Did you mean Ottilie Canary?')
    expect(heard[3]).toMatch('Ottilie Canary, your appointment is on')
    const declined = await call([say('Dilly Dairy'), say('no'), say('Dilly Dairy'), hangUp])
    expect(declined.heard[2]).toMatch(notFound)
    expect(declined.heard.slice(2).join()).not.toMatch('Ottilie')
  })

  test(`${kind.kind}: a name that is on file goes to its bearer, whoever has it as an alias`, async () => {
    const { database, call } = await open()
    await addAlias(database, alias('c2', 'catherine boyer'))
    const { heard } = await call([say('Catherine Boyer'), hangUp])
    expect(heard[1]).toBe('Catherine Boyer, please enter the year you were born.')
  })

  test(`${kind.kind}: whoever bears the name of an alias is told apart as ever`, async () => {
    const { database, call } = await open()
    await addAlias(database, alias('t1', 'dilly dairy'))
    const { heard } = await call([say('Dilly Dairy'), say('yes'), say('0184'), say('1984'), say('no')])
    expect(heard[2]).toMatch('last four digits')
    expect(heard[4]).toMatch('Jo Double, your appointment is on')
  })

  test(`${kind.kind}: an alias means nobody where being on file is a secret`, async () => {
    const { database } = await open()
    await addAlias(database, alias('c2', 'dilly dairy'))
    const meant = async (options: { isEven: boolean }) => {
      const directory = createDirectory(database, options)
      onTestFinished(() => directory.close())
      await directory.refresh()
      return directory.identify({ speech: 'Dilly Dairy', digits: '' }, noContext)
    }
    expect(await meant({ isEven: true })).toEqual({ kind: 'nobody', nearest: [] })
    expect(await meant({ isEven: false })).toMatchObject({ kind: 'near', best: [{ id: 'c2' }] })
  })

  test(`${kind.kind}: an alias is not among the hints`, async () => {
    const line = await open()
    await addAlias(line.database, alias('c2', 'dilly dairy'))
    const { body } = await post(line, '/voice', { CallSid: 'call-1' })
    expect(body).toMatch(/hints="[^"]*Ottilie Canary/)
    expect(body).not.toMatch(/dilly/i)
  })

  test(`${kind.kind}: an alias stays when its client is imported again, and goes when they are erased`, async () => {
    const { database, config, call } = await open()
    await addAlias(database, alias('c2', 'dilly dairy'))
    await fileClients(database, config, [person('c2', 'Ottilie Finch', '1982')])
    expect((await call([say('Dilly Dairy'), hangUp])).heard[1]).toBe('Did you mean Ottilie Finch?')
    await erase(database, 'c2', now.getTime())
    expect(await listAliases(database, 'c2')).toEqual([])
    expect((await call([say('Dilly Dairy'), hangUp])).heard[1]).toMatch(notFound)
  })
}
