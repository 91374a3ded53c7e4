import { readFileSync } from 'node:fs'
import { readScenario, replay } from 'cxml-phone'
import { expect, test } from 'vitest'
import { importCsv } from '../../src/import/import-csv.ts'
import { createImportReport } from '../../src/import/import-report.ts'
import { openTestLine, type TestClient } from '../helper.ts'
import { databases } from '../store/databases.ts'

const now = new Date('2026-11-22T12:00:00Z')
const saoirse: TestClient = {
  ...{ id: 'a1', name: 'Saoirse Nolan', pin: '1966', phone: '+12025550123' },
  ...{ message: 'your order is ready, at $12 & more.', spokenName: 'Sersha Nolan' },
}
const appointments = [{ at: '2026-12-15T14:00', note: 'Bring your card.' }]
const spanish: TestClient = { ...saoirse, language: 'es-US', message: 'su pedido está listo.' }

async function tell(client: TestClient, settings: Record<string, string> = {}) {
  const line = await openTestLine({ clients: [client], now, settings })
  const call = await line.dial()
  await call.say('Saoirse Nolan')
  const asked = call.heard.join('\n')
  await call.press('1966')
  return { call, line, asked }
}

for (const kind of await databases()) {
  test(`${kind.kind}: a message is told after the PIN and texted, with the name as it is said and as it is written`, async () => {
    const { call, asked } = await tell(saoirse, { DATABASE_URL: await kind.url() })
    expect(asked).toContain('Sersha Nolan, please enter')
    expect(call).toHear('Sersha Nolan, your order is ready, at $12 & more.')
    await call.say('yes')
    expect(call).toText('Saoirse Nolan, your order is ready, at $12 & more.')
    expect(call).toBeOver('line')
  })
}

test('a message comes after the appointment, its note, and before what may be asked of the office', async () => {
  const { call } = await tell({ ...saoirse, appointments }, { REQUESTS: 'on' })
  const heard = call.heard.join('\n')
  expect(heard).toMatch(/December 15th at 2 PM\.\n.*Bring your card\.\n.*Sersha Nolan, your order is ready/)
  expect(call).toHear(
    'To confirm it, press 1 or say confirm. To cancel it, press 2 or say cancel. To be called back, press 3. Or just wait.',
  )
})

test('with a message alone there is no appointment to confirm, in the call or by a reply', async () => {
  const { call } = await tell(saoirse, { REQUESTS: 'on' })
  expect(call).toHear('Would you like to receive a text with this information?')
  expect(call.heard.join('\n')).not.toContain('To confirm it')
  await call.say('yes')
  expect(call).toText('Saoirse Nolan, your order is ready, at $12 & more.')
})

test('a message is told and texted in Spanish', async () => {
  const { call } = await tell(spanish, { LANGUAGES: 'en-US,es-US' })
  expect(call).toHear('Sersha Nolan, su pedido está listo.')
  await call.say('sí')
  expect(call).toText('Saoirse Nolan, su pedido esta listo.')
})

test('in discreet mode a name is said as it is written', async () => {
  const { call } = await tell(saoirse, { UNKNOWN_NAMES: 'discreet' })
  expect(call).toHear('Saoirse Nolan, your order is ready, at $12 & more.')
  expect(call.heard.join('\n')).not.toContain('Sersha')
})

test.each(['shop', 'school', 'clinic'])(
  'the transcript of the sample %s is what its callers hear',
  async (name) => {
    const line = await openTestLine({ now })
    const { config, database } = line
    const settings = { pinSecret: config.PIN_SECRET, pinLength: 4, timeZone: config.TIME_ZONE }
    const report = createImportReport(0, { write: () => true })
    const { signal } = new AbortController()
    const options = { isDryRun: false, isReplacing: true, signal, report }
    const loaded = await importCsv(database, `samples/${name}.csv`, settings, options)
    expect(loaded).toMatchObject({ faults: 0, changes: { added: 10 } })
    const { caller, check, ...scenario } = replayed(`samples/${name}.yaml`)
    const call = await line.call([], { answer: caller })
    await expect.poll(line.texts, { timeout: 10_000 }).toHaveLength(scenario.texts)
    const bodies = (await line.texts()).map(({ body }) => body)
    expect(check(call, bodies)).toEqual([])
  },
)

function replayed(file: string) {
  const scenario = readScenario(readFileSync(file, 'utf8'))
  return { ...replay(scenario), texts: scenario.texts?.length ?? 0 }
}
