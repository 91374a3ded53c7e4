import { readFileSync } from 'node:fs'
import { hangUp, press, say, silence } from 'cxml-phone'
import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { meterMessages } from '../../src/metrics/meter-messages.ts'
import { createStoredMetrics } from '../../src/metrics/stored-metrics.ts'
import { createHttpClient } from '../../src/signalwire/http-client.ts'
import { createMessages } from '../../src/signalwire/rest.ts'
import { sign } from '../../src/signalwire/signature.ts'
import { openTestLine, signingKey } from '../helper.ts'
import { openForTest } from '../store/databases.ts'
import { type Fault, startMessagesApi } from '../texts/messages-api.ts'

const clients = [
  {
    id: 'ann',
    name: 'Ann Lee',
    pin: '1111',
    phone: '+12025550177',
    appointments: [{ at: '2030-01-01T10:00' }],
  },
  { id: 'bob', name: 'Bob Stone', pin: '2222' },
]

async function openMeteredLine() {
  const line = await openTestLine({
    clients,
    settings: { METRICS_PORT: '0', OPERATOR_NUMBER: '+12025550188' },
  })
  const read = async () => (await fetch(line.metricsUrl ?? '')).text()
  return { ...line, read }
}

const form = 'application/x-www-form-urlencoded'

type Line = Awaited<ReturnType<typeof openMeteredLine>>

/** The values of a metric by its labels as they are written. */
function valuesOf(page: string, name: string): Record<string, number> {
  const lines = page.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
  return Object.fromEntries(
    lines.map((line) => [line.slice(name.length, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  )
}

/** Calls of every kind that a line sees in a day. */
async function makeCalls(line: Line): Promise<void> {
  await line.call([say('Ann Lee'), press('1111'), say('yes')])
  await line.call([say('Ann Lee'), press('1234'), say('Ann Lee'), press('1111'), say('no')])
  await line.call([say('Bob Stone'), press('2222')])
  await line.call([say('Zebulon Quackenbush'), hangUp])
  await line.call([say('Ann Lee'), hangUp])
  await line.call([silence, say('operator')])
}

test('without METRICS_PORT there are none', async () => {
  expect((await openTestLine()).metricsUrl).toBeUndefined()
})

test('webhooks, calls, names, wrong PINs and texts are counted', async () => {
  const line = await openMeteredLine()
  await makeCalls(line)
  const page = await line.read()
  expect(valuesOf(page, 'frontdesk_webhooks_total')).toMatchObject({
    '{step="voice",outcome="ask"}': 6,
    '{step="pin",outcome="wrongPin"}': 1,
    '{step="sms-offer",outcome="text-promised"}': 1,
  })
  expect(valuesOf(page, 'frontdesk_calls_ended_total')).toEqual({
    '{ending="text-promised"}': 1,
    '{ending="no-text"}': 1,
    '{ending="no-appointment"}': 1,
    '{ending="hung-up:name"}': 1,
    '{ending="hung-up:pin"}': 1,
    '{ending="connected"}': 1,
  })
  expect(valuesOf(page, 'frontdesk_names_total')).toEqual({
    '{outcome="recognised"}': 5,
    '{outcome="not-found"}': 1,
    '{outcome="silent"}': 1,
  })
  expect(valuesOf(page, 'frontdesk_wrong_pins_total')).toEqual({ '': 1 })
  expect(valuesOf(page, 'frontdesk_texts')['{state="accepted"}']).toBe(1)
  expect(valuesOf(page, 'frontdesk_oldest_waiting_text_seconds')).toEqual({ '': 0 })
  expect(valuesOf(page, 'frontdesk_database_up')).toEqual({ '': 1 })
  expect(valuesOf(page, 'frontdesk_webhook_seconds_count')['{step="pin"}']).toBe(4)
  expect(page).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m)
})

test('an end that is reported again is counted once', async () => {
  const line = await openMeteredLine()
  await line.call([hangUp], { callSid: 'call-1' })
  await line.call([hangUp], { callSid: 'call-1' })
  expect(valuesOf(await line.read(), 'frontdesk_calls_ended_total')).toEqual({ '{ending="hung-up:name"}': 1 })
})

test('records and numbers that are locked are counted', async () => {
  const line = await openMeteredLine()
  for (let round = 0; round < 2; round++) {
    await line.call([
      say('Ann Lee'),
      press('1234'),
      say('Ann Lee'),
      press('1235'),
      say('Ann Lee'),
      press('1236'),
    ])
  }
  const page = await line.read()
  expect(valuesOf(page, 'frontdesk_locked')).toEqual({
    ...{ '{what="record"}': 1, '{what="number"}': 0, '{what="withheld"}': 0 },
  })
  expect(valuesOf(page, 'frontdesk_wrong_pins_total')).toEqual({ '': 6 })
})

test('what becomes of a text is counted by the statuses the platform has, and no other word', async () => {
  const line = await openMeteredLine()
  for (const MessageStatus of ['delivered', 'undelivered', 'jane +12025550177']) {
    const form = { MessageSid: 'text-1', MessageStatus, ErrorCode: '30006' }
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-signalwire-signature': sign(signingKey, `${line.publicUrl}/sms-status`, form),
    }
    await line.app.inject({
      method: 'POST',
      url: '/sms-status',
      headers,
      payload: `${new URLSearchParams(form)}`,
    })
  }
  const page = await line.read()
  expect(valuesOf(page, 'frontdesk_webhooks_total')).toEqual({
    '{step="sms-status",outcome="delivered"}': 1,
    '{step="sms-status",outcome="undelivered"}': 1,
    '{step="sms-status",outcome="other"}': 1,
  })
})

test.each<[Fault, string]>([
  [{ answer: { status: 422, body: '{"code":"21717"}' } }, 'code 21717'],
  [{ answer: { status: 429, body: '{"code":20429}' } }, 'code 20429'],
  [{ answer: { status: 400, body: '{"code":12025550177}' } }, 'HTTP 400'],
  [{ answer: { status: 502, body: '<html>' } }, 'HTTP 502'],
  [{ answer: { status: 201, body: '{}' } }, 'other'],
  [{ answer: 'drop' }, 'network'],
  [{ answer: 'hang' }, 'time-out'],
])('a REST failure is counted by its kind: %j', async (fault, kind) => {
  const api = await startMessagesApi()
  const baseUrl = `https://${api.host}`
  const registry = new Registry()
  const account = { projectId: 'p', apiToken: 't', baseUrl }
  const http = createHttpClient(baseUrl, { ca: api.cert })
  const messages = meterMessages(registry, createMessages({ ...account, httpClient: http }))
  api.faults.push(fault)
  await messages.send({ from: '+12025550100', to: '+12025550177', body: 'a' })
  await messages.send({ from: '+12025550100', to: '+12025550177', body: 'b' })
  const page = await registry.metrics()
  expect(valuesOf(page, 'frontdesk_rest_requests_total')).toEqual({ '{request="send"}': 2 })
  expect(valuesOf(page, 'frontdesk_rest_failures_total')).toEqual({ [`{request="send",kind="${kind}"}`]: 1 })
  messages.close()
  await api.close()
})

test('no name, number, PIN, call or client is in what is served', async () => {
  const line = await openMeteredLine()
  await makeCalls(line)
  // Without the values: seconds and bytes may hold any digits.
  const page = (await line.read()).replace(/ [\d.e+-]+$/gm, '')
  const people = [
    'Ann',
    'Lee',
    'Bob',
    'Stone',
    'Zebulon',
    'Quackenbush',
    'ann',
    'bob',
    '1111',
    '2222',
    '1234',
  ]
  const numbers = [line.caller, line.number, '+12025550177', '+12025550188', '2025550']
  for (const secret of [...people, ...numbers]) expect(page).not.toContain(secret)
  const labels = page.match(/"[^"]*"/g) ?? []
  expect(labels.filter((label) => /[0-9a-f]{8}-|\+?\d{7}/.test(label))).toEqual([])
})

test('the listener serves the metrics and nothing else, and the webhooks serve none', async () => {
  const line = await openMeteredLine()
  const { origin } = new URL(line.metricsUrl ?? '')
  for (const path of ['/', '/voice', '/healthz', '/metrics/x'])
    expect((await fetch(origin + path)).status).toBe(404)
  expect((await fetch(`${origin}/metrics`, { method: 'POST' })).status).toBe(404)
  expect((await line.app.inject('/metrics')).statusCode).toBe(404)
})

test('however often it is scraped, settled texts are counted once a minute, and those that wait each time', async () => {
  const database = await openForTest('file::memory:')
  const probe = { check: async () => {} }
  const registry = new Registry()
  const clock = { elapsedMs: 0 }
  const elapsedMs = () => clock.elapsedMs
  const update = createStoredMetrics(registry, { database, probe, now: Date.now, elapsedMs })
  const read = async () => {
    await update()
    return valuesOf(await registry.metrics(), 'frontdesk_texts')
  }
  const add = (call: string, state: string) =>
    database.run(
      `INSERT INTO texts (call_sid, number_key, consent, promised_at, segments, state, tries, due_at, leased_until, status_rank)
       VALUES (?, 'k', 'yes', 0, 1, ?, 0, 0, 0, 0)`,
      ...[call, state],
    )
  const counts = (waiting: number, accepted: number, dead: number) => ({
    '{state="waiting"}': waiting,
    '{state="accepted"}': accepted,
    '{state="dead"}': dead,
  })
  for (const [call, state] of Object.entries({ a: 'waiting', b: 'accepted', c: 'accepted', d: 'dead' }))
    await add(call, state)
  expect(await read()).toEqual(counts(1, 2, 1))
  for (const [call, state] of Object.entries({ e: 'waiting', f: 'accepted' })) await add(call, state)
  clock.elapsedMs = 59_999
  expect(await read()).toEqual(counts(2, 2, 1))
  clock.elapsedMs = 60_000
  expect(await read()).toEqual(counts(2, 3, 1))
})

test('while the database cannot be read, the rest is served', async () => {
  const line = await openMeteredLine()
  await line.database.run('ALTER TABLE texts RENAME TO elsewhere')
  const page = await line.read()
  expect(valuesOf(page, 'frontdesk_database_up')).toEqual({ '': 0 })
  expect(valuesOf(page, 'frontdesk_texts')).toEqual({})
  await line.database.run('ALTER TABLE elsewhere RENAME TO texts')
  expect(valuesOf(await line.read(), 'frontdesk_database_up')).toEqual({ '': 1 })
})

/** What a bad day adds: a forged webhook, and a fallback. */
async function makeTrouble(line: Line): Promise<void> {
  await line.app.inject({
    method: 'POST',
    url: '/voice',
    payload: 'CallSid=forged',
    headers: { 'content-type': form },
  })
  const fields = { CallSid: 'call-9', From: line.caller, To: line.number, ErrorCode: '11200' }
  const signature = sign(signingKey, `${line.publicUrl}/fallback`, fields)
  const headers = { 'content-type': form, 'x-signalwire-signature': signature }
  await line.app.inject({
    method: 'POST',
    url: '/fallback',
    payload: `${new URLSearchParams(fields)}`,
    headers,
  })
}

test('every metric, label and value that an alert asks for is served', async () => {
  const line = await openMeteredLine()
  await makeCalls(line)
  await makeTrouble(line)
  const page = await line.read()
  const { groups } = parse(readFileSync(new URL('../../docs/alerts.yml', import.meta.url), 'utf8'))
  const rules: { alert: string; expr: string }[] = groups.flatMap(({ rules }: { rules: object[] }) => rules)
  const asked = rules.flatMap(({ expr }) => expr.match(/\b(frontdesk|nodejs|process)_\w+(\{[^}]*\})?/g) ?? [])
  expect(rules.length).toBeGreaterThan(10)
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
  // Only a server that is a second behind turns calls away.
  const seen = asked.filter((selector) => !selector.includes('overloaded'))
  for (const selector of seen) expect(page, selector).toMatch(lineFor(selector))
})

/** The line of a page that holds what a selector asks for. */
function lineFor(selector: string): RegExp {
  const [, name = '', label] = /^(\w+)(?:\{(.*)\})?$/.exec(selector) ?? []
  if (label) return new RegExp(`^${name}\\{[^}]*${label}`, 'm')
  return new RegExp(`^# TYPE ${name.replace(/_bucket$/, '')} `, 'm')
}
