import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say } from 'cxml-phone'
import { expect, test } from 'vitest'
import { localUrlOf } from '../../src/config/address.ts'
import { HOURS_AGE_MS } from '../../src/hours/office.ts'
import { readHoursYaml } from '../../src/hours/yaml.ts'
import { writeHours } from '../../src/store/hours.ts'
import { openTestLine, sendInto } from '../helper.ts'
import { runCommand } from '../run-command.ts'
import { temporaryFolder } from '../store/databases.ts'

const file = `monday: 9:00-17:00
closed:
  - { date: 2026-12-25, every-year: true, say: { en-US: Our office is closed today for Christmas. } }
`
const told = { 'x-phone-time': '2026-12-25T15:00:00Z' }
const production = {
  NODE_ENV: 'production',
  SIGNALWIRE_PROJECT_ID: 'b3877c40-da60-4998-90ad-b792e98472af',
  SIGNALWIRE_API_TOKEN: 'PT_token',
  SIGNALWIRE_SPACE_URL: 'localhost:1',
  STATE_SECRET: 'one that is as long as production demands',
  PIN_SECRET: 'another one as long as production demands',
}
const closed = 'Our office is closed now.'
const connecting = 'Let me connect you to someone who can help.'

/** A line on a Monday, when its office is open. */
async function openOnMonday(settings: Record<string, string> = {}) {
  let now = new Date('2026-11-23T15:00:00Z')
  const line = await openTestLine({
    now: () => now,
    settings: { OPERATOR_NUMBER: '+12025550177', ...settings },
  })
  const read = readHoursYaml(file, ['en-US'])
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  await writeHours(line.database, read.hours)
  now = new Date(now.getTime() + HOURS_AGE_MS)
  const send = sendInto(line.app)
  /** What a caller hears who wants the operator, from a phone that sends these headers. */
  const hear = async (headers: Record<string, string>) => {
    const { heard } = await line.call([say('operator')], {
      send: (request) => send({ ...request, headers: { ...request.headers, ...headers } }),
    })
    return heard.find((one) => one === closed || one === connecting)
  }
  return { ...line, hear }
}

test('a call takes place when its phone says, and the calls beside it now', async () => {
  const { hear } = await openOnMonday()
  const heard = await Promise.all([hear(told), hear({}), hear({ 'x-phone-time': 'soon' })])
  expect(heard).toEqual([closed, connecting, connecting])
})

test('nobody tells the time through a tunnel, or to a server in production', async () => {
  const development = await openOnMonday()
  expect(await development.hear({ ...told, 'x-forwarded-for': '198.51.100.7' })).toBe(connecting)
  const real = await openOnMonday(production)
  expect(await real.hear(told)).toBe(connecting)
})

test('the page places a call at another time, on the clock of the office', async () => {
  const { app, config } = await openOnMonday({ TIME_ZONE: 'Pacific/Kiritimati' })
  const order = { from: '+12025550123', to: '+12025550100', at: '2026-12-25T00:30' }
  const { id } = (await app.inject({ method: 'POST', url: '/phone/calls', payload: order })).json()
  const reply = await fetch(`${localUrlOf(config)}/phone/calls/${id}/events`)
  let told = ''
  for await (const chunk of reply.body ?? []) {
    told += new TextDecoder().decode(chunk)
    if (told.includes('first and last name')) break
  }
  expect(told).toContain('Our office is closed today for Christmas.')
})

test('the phone in the terminal plays a call at another time, on the clock of the office', async () => {
  const folder = temporaryFolder()
  const environment = {
    DATABASE_URL: `file:${folder}/hours.db`,
    OPERATOR_NUMBER: '+12025550177',
    PORT: '0',
    TIME_ZONE: 'Pacific/Kiritimati',
  }
  writeFileSync(join(folder, 'hours.yaml'), file)
  await runCommand('hours', ['import', 'hours.yaml'], { folder, environment })
  const hear = async (at: string) =>
    (await runCommand('phone', ['--at', at, '--say', 'operator'], { folder, environment })).out
  const onChristmas = await hear('2026-12-25T00:30')
  expect(onChristmas).toContain('Our office is closed today for Christmas.')
  expect(onChristmas).toContain(closed)
  expect(await hear('2026-12-28T09:00')).toContain(connecting)
})
