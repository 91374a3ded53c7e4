import { press, say } from 'cxml-phone'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { RequestDeliveries } from '../../src/requests/deliveries.ts'
import { postToOffice, reachOffice } from '../../src/requests/office-server.ts'
import { erase } from '../../src/retention/erase.ts'
import { purge } from '../../src/retention/purge.ts'
import type { Database } from '../../src/store/database.ts'
import {
  countDeliveries,
  deliveryClaims,
  queueDelivery,
  readFailedDeliveries,
  retryFailedDeliveries,
} from '../../src/store/request-deliveries.ts'
import { recordRequest } from '../../src/store/requests.ts'
import { fileClients, openTestLine } from '../helper.ts'
import { runCommand } from '../run-command.ts'
import { databases, openForTest } from '../store/databases.ts'
import { secret, startOffice } from './office.ts'

const HOUR = 3_600_000
const config = readConfig({ PIN_SECRET: 'a secret of the tests', STATE_SECRET: 'another secret' })
const start = Date.UTC(2026, 10, 22, 15)

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 20_000, interval: 10 }).toBe(true)
}

for (const kind of await databases()) {
  /** Two servers on one database, a clock that the test moves, and an office. */
  const openScene = async () => {
    const url = await kind.url()
    const [database, other] = [await openForTest(url), await openForTest(url)]
    const office = await startOffice()
    const clock = { at: start }
    const log: unknown[] = []
    const write = (...line: unknown[]) => void log.push(JSON.stringify(line))
    const open = (on: Database) =>
      new RequestDeliveries({
        ...{ database: on, server: { url: office.url, isPrivate: true }, secret },
        ...{ log: { info: write, error: write }, now: () => clock.at },
      })
    const ask = (id: string, at = clock.at) =>
      database.transaction(async (queries) => {
        const request = { id, call: `call ${id}`, step: 'request', kind: 'call-back' } as const
        await recordRequest(queries, { ...request, client: null, number: '+12025550123', at })
        await queueDelivery(queries, id)
      })
    return { database, other, office, clock, log, open, ask }
  }
  const isIdle = async (database: Database) =>
    !(await database.get('SELECT 1 AS one FROM request_deliveries WHERE leased_until > 0'))
  const failedOf = async (database: Database) => (await readFailedDeliveries(database)).map(({ id }) => id)

  describe(`${kind.kind}: requests for the office's server`, () => {
    test('arrive in order, signed, each once, and one at a time, whichever server sends them', async () => {
      const { database, other, office, ask, open } = await openScene()
      const ids = [...Array(8).keys()].map((index) => `r${index}`)
      for (const [index, id] of ids.entries()) await ask(id, start - 1000 + index)
      const servers = [open(database), open(other)]
      for (const server of servers) server.wake()
      await until(() => office.events.length === ids.length)
      for (const server of servers) await server.close()
      expect(office.tries).toEqual(ids)
      expect(office.busy.most).toBe(1)
      expect(await countDeliveries(other)).toEqual({ waiting: 0, failed: 0, oldest: null })
    })

    test('keep their place and their id while the office refuses the first, and wait up to an hour', async () => {
      const { database, office, clock, log, ask, open } = await openScene()
      await ask('r1', start - 1)
      await ask('r2')
      office.faults.push(500, 410, 'reset', 503, 503, 503, 503, 503, 503)
      const server = open(database)
      for (let tries = 1; tries <= 9; tries += 1) {
        server.wake()
        await until(() => office.tries.length >= tries)
        await until(() => isIdle(database))
        clock.at += HOUR
      }
      server.wake()
      await until(() => office.events.length === 2)
      await server.close()
      expect(office.tries).toEqual([...Array(10).fill('r1'), 'r2'])
      expect(log.join()).not.toContain('2025550123')
    })

    test('are given up after three days, stay on record, and can be sent again at their old place', async () => {
      const { database, office, clock, ask, open } = await openScene()
      await ask('r1', start - 1)
      await ask('r2', start)
      office.faults.push(500, 400)
      const server = open(database)
      server.wake()
      await until(() => office.tries.length === 1)
      await until(() => isIdle(database))
      clock.at += 72 * HOUR
      server.wake()
      await until(() => office.events.length === 1)
      expect(await readFailedDeliveries(database)).toEqual([{ id: 'r1', tries: 2, reason: 'HTTP 400' }])
      expect(await retryFailedDeliveries(database, clock.at)).toBe(1)
      server.wake()
      await until(() => office.events.length === 2)
      await server.close()
      expect(office.tries).toEqual(['r1', 'r1', 'r2', 'r1'])
      expect(await failedOf(database)).toEqual([])
    })

    test('that a server held when it was killed go on from another, under the same id', async () => {
      const { database, other, office, clock, ask, open } = await openScene()
      await ask('r1')
      await ask('r2', start + 1)
      expect(await deliveryClaims.claimNext(database, clock.at, () => 0)).toMatchObject({
        id: 'r1',
        tries: 1,
      })
      expect(await deliveryClaims.claimNext(other, clock.at + 1000, () => 0)).toBeUndefined()
      clock.at += 31_000
      const server = open(other)
      server.wake()
      await until(() => office.events.length === 2)
      await server.close()
      expect(office.tries).toEqual(['r1', 'r2'])
    })

    test('are not lost when the database drops its connections in the middle', async ({ skip }) => {
      if (kind.kind === 'sqlite') return skip('has no connections')
      const { database, other, office, clock, ask, open } = await openScene()
      await ask('r1')
      const drop = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`
      office.faults.push(async () => void (await other.all(drop)))
      const server = open(database)
      server.wake()
      await until(async () => {
        clock.at += 1000
        return (await countDeliveries(other)).waiting === 0
      })
      await server.close()
      expect(new Set(office.tries)).toEqual(new Set(['r1']))
    })

    test('go with their request when the client is erased, and outlive a short retention while they wait', async () => {
      const { database, office, clock, ask, open } = await openScene()
      await ask('r1')
      await database.run("UPDATE requests SET client_id = 'c1'")
      await ask('r2')
      await fileClients(database, config, [{ id: 'c1', name: 'Example Man', pin: '1995' }])
      clock.at += 25 * HOUR
      await purge(database, 1, clock.at)
      expect((await countDeliveries(database)).waiting).toBe(2)
      expect(await erase(database, 'c1', clock.at)).toBe(true)
      const server = open(database)
      server.wake()
      await until(() => office.events.length === 1)
      await server.close()
      expect(office.tries).toEqual(['r2'])
      expect(await purge(database, 1, clock.at)).toMatchObject({ requests: 1 })
    })
  })
}

describe("the office's server", () => {
  const post = (url: string, isPrivate = true, limitMs?: number) =>
    postToOffice({ url, isPrivate }, '{}', {}, limitMs)

  test.each([
    [500, 'HTTP 500'],
    [410, 'HTTP 410'],
    ['redirect', 'redirects (HTTP 302): REQUESTS_URL must be the final address'],
    ['garbage', 'its answer is not HTTP (HPE_INVALID_CONSTANT)'],
    ['reset', 'cannot be reached (ECONNRESET)'],
  ] as const)('that answers with %s has not taken the request: %s', async (fault, says) => {
    const office = await startOffice()
    office.faults.push(fault)
    expect(await post(office.url)).toBe(says)
    expect(office.tries).toHaveLength(1)
  })

  test('that takes the request with an answer without an end has taken it: the answer is not read', async () => {
    const office = await startOffice()
    office.faults.push('endless')
    expect(await post(office.url)).toBeUndefined()
  })

  test('that hangs is given up in time', async () => {
    const office = await startOffice()
    office.faults.push('hang')
    expect(await post(office.url, true, 200)).toBe('no answer in time')
  })

  test('whose certificate is not trusted gets nothing', async () => {
    const office = await startOffice('https')
    const says = 'its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)'
    expect(await post(office.url)).toBe(says)
    expect(await reachOffice({ url: office.url, isPrivate: true })).toBe(says)
    expect(office.tries).toEqual([])
  })

  test.each([
    ...['localhost', '127.0.0.1', '2130706433', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'],
    ...['10.0.0.1', '192.168.1.1', '172.16.0.1', '169.254.169.254', '100.64.0.1', '[fe80::1]', '[fd00::1]'],
  ])('at %s is connected to only where private addresses are allowed', async (host) => {
    const office = await startOffice('https')
    const url = office.url.replace('localhost', host)
    const says = 'REQUESTS_URL leads to a private address, or without https to a public one'
    expect(await post(url, false)).toBe(says)
    expect(await reachOffice({ url, isPrivate: false })).toBe(says)
  })

  test('at a public address gets nothing without TLS', async () => {
    expect(await post('http://192.0.32.8/requests')).toMatch(/^REQUESTS_URL leads to/)
  })
})

test("a caller never waits for the office's server, which gets the request with the appointment; the metrics count it", async () => {
  const office = await startOffice()
  let answer = () => {}
  office.faults.push(() => new Promise((resolve) => (answer = resolve)))
  const client = { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2026-12-15T14:00' }] }
  const settings = {
    ...{ REQUESTS: 'on', REQUESTS_URL: office.url, REQUESTS_SECRET: secret, REQUESTS_URL_PRIVATE: 'on' },
    METRICS_PORT: '0',
  }
  const line = await openTestLine({ clients: [client], now: new Date(start), settings })
  const metrics = async () => (await fetch(line.metricsUrl ?? '')).text()
  await line.call([say('Example Man'), press('1995'), press('1'), say('no')])
  await until(() => office.tries.length === 1)
  expect(await metrics()).toContain('frontdesk_request_deliveries{state="waiting"} 1\n')
  answer()
  await until(async () => (await metrics()).includes('frontdesk_request_deliveries{state="waiting"} 0\n'))
  const [event] = office.events
  expect(event?.body).toEqual({
    ...{ type: 'request.created', timestamp: '2026-11-22T15:00:00.000Z' },
    data: {
      ...{ id: event?.id, kind: 'confirm', client: 'c1', number: '+12025550123' },
      ...{ appointment_at: '2026-12-15T19:00:00.000Z', asked_at: '2026-11-22T15:00:00.000Z' },
      ...{ done_at: null, done_by: null, appointment: 'unchanged' },
    },
  })
  expect(line.log.join()).not.toMatch(/2025550123|Example|localhost:\d+\/requests/)

  await line.database.run("UPDATE request_deliveries SET state = 'failed', reason = 'HTTP 410', tries = 30")
  const environment = { DATABASE_URL: line.config.DATABASE_URL }
  const run = async (...args: string[]) => (await runCommand('requests', args, { environment })).out
  const listed = `Not taken by the server of REQUESTS_URL (--retry sends them again):\n${event?.id}  tries: 30  HTTP 410\n`
  expect(await run()).toContain(listed)
  expect(await metrics()).toContain('frontdesk_request_deliveries{state="failed"} 1\n')
  expect(await run('--retry')).toBe('To be sent again: 1.\n')
  await until(() => office.events.length === 2)
  expect(new Set(office.tries)).toEqual(new Set([event?.id]))
})

test('the doctor reaches the office’s server over TLS, and sends it nothing', async () => {
  const office = await startOffice('https')
  const settings = { REQUESTS: 'on', REQUESTS_URL: office.url, REQUESTS_SECRET: secret }
  const ask = async (environment: Record<string, string>) => {
    const { out } = await runCommand('doctor', ['--json'], { environment, certs: [office.cert] })
    const { checks } = JSON.parse(out)
    return checks.find(({ check }: { check: string }) => check === 'requests')
  }
  const [reached, refused] = await Promise.all([
    ask({ ...settings, REQUESTS_URL_PRIVATE: 'on' }),
    ask(settings),
  ])
  expect(reached).toMatchObject({
    state: 'ok',
    says: 'the server of REQUESTS_URL can be reached, and is trusted',
  })
  expect(refused).toMatchObject({ state: 'warn', says: expect.stringContaining('private address') })
  expect(office.tries).toEqual([])
})
