import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { say } from 'cxml-phone'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { expect, test } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { removeAccount } from '../../src/store/desk-accounts.ts'
import { writeFailedAttempts } from '../../src/store/failed-attempts.ts'
import { recordRequest } from '../../src/store/requests.ts'
import { type DeskBrowser, deskOrigin, openDesk } from './desk.ts'
import { type Route, routesOf } from './routes.ts'

const now = new Date('2026-11-23T09:00:00-05:00')
const clients = [
  {
    ...{ id: 'c7', name: 'Ottilie Canary', pin: '8291', phone: '+12025550177' },
    message: 'Your parrot can be fetched.',
    appointments: [{ at: '2026-12-15T14:37', note: 'bring the birdcage' }],
  },
  ...['Ann Lee', 'Bob Day', 'Eva Lind'].map((name, i) => ({ id: `d${i}`, name, pin: '1111' })),
]
const FILE =
  'First Name,Last Name,DOB,Cell Phone,Instructions\nOttmar,Canary,8291,202-555-0178,the birdcage\n'
/** A name, number, PIN, appointment, note or message of anybody. */
const CANARY = /Ottilie|Ottmar|Canary|5550177|555-0178|8291|2:37|14:37|19:37|parrot|birdcage/
/** What a caller said who was not found: whoever is signed in may see it. */
const HEARD = /Zebedee|Atall/i
const TIME = /<time datetime="2026-12-15T19:37:00.000Z">Tue, Dec 15, 2:37 PM<\/time>/
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
/** What any form of the desk asks for. */
const FIELDS = {
  ...{ q: 'c7', sure: 'yes', kind: 'request', id: 'r1', number: '+12025550177', client: 'c7', days: '90' },
  ...{ name: 'First Name', pin: 'DOB', country: 'US', date: '2026-11-24', monday: '9:00-17:00', sheet: 'A' },
}
const METRICS = { METRICS_PORT: '0' }
/** Hundreds of requests, also on a busy machine. */
const LONG = { timeout: 300_000 }

type Desk = Awaited<ReturnType<typeof openDesk>>

/** A desk with something on every page, and a file that bob has uploaded. */
async function openWorld(wrap?: (database: Database) => Database) {
  const settings = { REQUESTS: 'on', KEEP_MISHEARD: 'on', ...METRICS }
  const line = await openDesk({ now, clients, settings, logLevel: 'trace', ...(wrap && { wrap }) })
  await line.call([say('Ottilie Canary'), say('8291'), say('confirm'), say('yes')])
  await line.call([say('Zebedee Atall'), say('operator')])
  const call = { call: 'call-1', step: 'call-back', kind: 'call-back', client: 'c7' } as const
  await recordRequest(line.database, { id: 'r1', ...call, number: '+12025550123', at: now.getTime() })
  const lockedUntil = now.getTime() + 3_600_000
  const lock = { wrongAt: [], lockouts: 1, lockedUntil }
  await writeFailedAttempts(line.database, 'client:c7', lock, now.getTime())
  const bob = await line.add('bob')
  const upload = String((await bob.upload('/desk/import', FILE)).headers.location)
  return { ...line, bob, upload: upload.split('/').at(-1) ?? '' }
}

/** The addresses of a route, with everything that its parameters may stand for. */
function addressesOf({ path }: Route, upload: string): string[] {
  if (!path.includes(':')) return [path]
  return ['c7', upload, 'A'.repeat(43)].map((value) => path.replace(/:\w+/g, value))
}

type Answer = { route: Route; method: string; url: string; reply: LightMyRequestResponse }

/** Sends every method to every address of every route, as a form and as a file. */
async function* everyAnswer(
  app: FastifyInstance,
  upload: string,
  headers: Record<string, string>,
  isAsked: (route: Route, method: string) => boolean = () => true,
): AsyncGenerator<Answer> {
  const browser = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9', origin: deskOrigin }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const file = { 'content-type': 'multipart/form-data; boundary=x' }
  const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
  for (const route of routesOf(app))
    for (const url of addressesOf(route, upload))
      for (const method of METHODS) {
        if (!isAsked(route, method)) continue
        const sent = method === 'GET' || method === 'HEAD' ? [{}] : [form, file]
        for (const type of sent) {
          const body = type === file ? `${part}${FILE}\r\n--x--\r\n` : new URLSearchParams(FIELDS).toString()
          const more = sent.length > 1 ? { body } : {}
          const reply = await app.inject({
            method,
            url,
            headers: { ...browser, ...type, ...headers },
            ...more,
          })
          yield { route, method, url, reply }
        }
      }
}

function expectStrict({ method, url, reply }: Answer): void {
  const { headers } = reply
  const told = `${method} ${url}`
  expect(headers['content-security-policy'], told).toContain("default-src 'none'")
  expect(headers['content-security-policy'], told).toContain("frame-ancestors 'none'")
  expect(headers['content-security-policy'], told).not.toContain('unsafe')
  expect(headers['cache-control'], told).toBe('no-store')
  expect(headers['access-control-allow-origin'], told).toBeUndefined()
}

/** Nothing of a person is in the answer; what the visitor sent is, where they are asked to sign in. */
function expectNobody({ method, url, reply }: Answer): void {
  const sent = / value="[^"]*"/g
  // Whoever is signed in sees of a request when its appointment is, and not whose.
  const body = url === '/desk/to-do' && reply.statusCode === 200 ? reply.body.replace(TIME, '') : reply.body
  // The time of the day can be that of an appointment.
  const { date: _, ...headers } = reply.headers
  const answer = `${JSON.stringify(headers)} ${body}`.replaceAll(sent, '')
  expect(answer, `${method} ${url}`).not.toMatch(CANARY)
}

function expectNobodyIn(log: string[]): void {
  const lines = log.join('').replaceAll(/"time":"[^"]*"/g, '')
  expect(lines).not.toMatch(CANARY)
  expect(lines).not.toMatch(HEARD)
}

/** All that these visitors could have changed. */
async function stateOf({ database }: Pick<Desk, 'database'>): Promise<unknown[]> {
  const tables = [
    'clients',
    'requests',
    'disclosure_log',
    'failed_attempts',
    'opening_hours',
    'desk_done',
    'desk_imports',
  ]
  return Promise.all(tables.map((table) => database.all(`SELECT * FROM ${table}`)))
}

test(
  'whoever has no session learns nothing of anybody and changes nothing, on any route, by any method',
  LONG,
  async () => {
    const world = await openWorld()
    const { desk, upload, database, bob } = world
    const ended = await world.add('ann')
    const { cookie: signedOut } = ended
    await ended.post('/desk/sign-out')
    const removed = await world.add('eve')
    await removeAccount(database, 'eve')
    await wait(0)
    const made = bob.cookie.replace(/\w(?=\.)/, (sign) => (sign === 'A' ? 'B' : 'A'))
    const visitors = {
      ...{ 'no cookie': '', 'a signed-out one': signedOut, 'one of a removed account': removed.cookie },
      ...{ 'one that was altered': made, 'one without its signature': bob.cookie.replace(/\..*/, '') },
    }
    const before = await stateOf(world)
    for (const [visitor, cookie] of Object.entries(visitors)) {
      let count = 0
      for await (const answer of everyAnswer(desk, upload, cookie ? { cookie } : {})) {
        count += 1
        expectNobody(answer)
        expect(answer.reply.body).not.toMatch(HEARD)
        expectStrict(answer)
        const { route, reply } = answer
        const isOpen = /^\/$|^\/desk\/(assets\/|sign-|choose\/)/.test(route.path)
        const isRefused = [401, 404].includes(reply.statusCode) || reply.headers.location === '/desk/sign-in'
        expect(isOpen || isRefused, `${visitor}: ${answer.method} ${answer.url} ${reply.statusCode}`).toBe(
          true,
        )
      }
      expect(count).toBeGreaterThan(200)
    }
    expect(await stateOf(world)).toEqual(before)
    expect((await bob.get(`/desk/import/${upload}`)).statusCode).toBe(200)
  },
)

test(
  'what another page sends with a session changes nothing, on any route, by any method',
  LONG,
  async () => {
    const world = await openWorld()
    const before = await stateOf(world)
    const writes = (_: Route, method: string) => method !== 'GET' && method !== 'HEAD'
    for (const origin of ['https://evil.example.com', 'null', ''])
      for await (const answer of everyAnswer(
        world.desk,
        world.upload,
        { cookie: world.bob.cookie, origin },
        writes,
      )) {
        const { method, url, reply } = answer
        expect([403, 404], `${method} ${url}`).toContain(reply.statusCode)
        expectStrict(answer)
        expectNobody(answer)
      }
    expect(await stateOf(world)).toEqual(before)
  },
)

test('no page, event, log line or metric has a person whom nobody has opened', async () => {
  const world = await openWorld()
  const { desk, bob, upload, log, metricsUrl } = world
  const isSwept = ({ path }: Route) => !/\/(open|events|drop|erase|sign-out|choose\/:key)$/.test(path)
  const answers = everyAnswer(desk, upload, { cookie: bob.cookie }, isSwept)
  let pages = 0
  for await (const answer of answers) {
    expectNobody(answer)
    expectStrict(answer)
    expect(answer.reply.statusCode, `${answer.method} ${answer.url}`).toBeLessThan(500)
    if (answer.reply.body.includes('aria-current="page"')) pages += 1
  }
  expect(pages).toBeGreaterThan(10)
  const { headers, body } = await readEvents(desk, bob, '/desk/today/events')
  expect(body).toContain('data: ')
  expect(body).not.toMatch(CANARY)
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(headers['cache-control']).toBe('no-store')
  const second = await bob.upload('/desk/import', FILE)
  const checked = await readEvents(desk, bob, `${second.headers.location}/events`)
  expect(checked.body).not.toMatch(CANARY)
  expect((await bob.post('/desk/people/d0/open')).body).toContain('Ann Lee')
  const erases = everyAnswer(desk, upload, { cookie: bob.cookie }, ({ path }) => path.endsWith('/erase'))
  for await (const answer of erases) expectNobody(answer)
  expectNobodyIn(log)
  const metrics = await (await fetch(metricsUrl ?? '')).text()
  expect(metrics).toContain('frontdesk')
  expect(metrics).not.toMatch(CANARY)
})

test('an account sees nothing of a file that another one has uploaded', async () => {
  const { desk, add, upload } = await openWorld()
  const eve = await add('eve')
  const ofFiles = ({ path }: Route) => path.startsWith('/desk/import/:id')
  for await (const answer of everyAnswer(desk, upload, { cookie: eve.cookie }, ofFiles)) {
    expectNobody(answer)
    expect([400, 404, 410], `${answer.method} ${answer.url}`).toContain(answer.reply.statusCode)
  }
})

test('while the database is away every answer is one sentence, and nothing of what it quotes', async () => {
  let isAway = false
  const quote = 'duplicate key: Key (name)=(Ottilie Canary) of "+12025550177", 8291'
  const world = await openWorld((database) => awayWhen(() => isAway, database, quote))
  isAway = true
  for (const cookie of ['', world.bob.cookie])
    for await (const answer of everyAnswer(world.desk, world.upload, cookie ? { cookie } : {})) {
      expectNobody(answer)
      expectStrict(answer)
      const { reply } = answer
      if (reply.statusCode >= 500) expect(reply.body).toMatch(/^$|look before you try again/)
    }
  const reply = await world.bob.get('/desk/to-do')
  expect(reply.statusCode).toBe(503)
  expect(reply.body).toContain(
    'Something went wrong on our side. It may not have been done: look before you try again.',
  )
  isAway = false
  expect((await world.bob.get('/desk/to-do')).statusCode).toBe(200)
  expectNobodyIn(world.log)
})

test('in production the webhooks’ port has no path of the desk, and the desk’s none of the webhooks’', async () => {
  const settings = {
    ...{
      NODE_ENV: 'production',
      STATE_SECRET: 'a-secret-of-the-tests-which-signs-progress',
      PIN_SECRET: 'a-secret-of-the-tests-which-keys-the-PINs',
      SIGNALWIRE_PROJECT_ID: 'b3877c40-da60-4998-90ad-b792e98472af',
    },
    ...{ SIGNALWIRE_API_TOKEN: 'PT-token', SIGNALWIRE_SPACE_URL: 'space.example.com' },
  }
  const { app, desk } = await openDesk({ now, settings })
  const paths = (one: FastifyInstance) => routesOf(one).map(({ path }) => path.replace(/:\w+/g, 'c7'))
  const [ofDesk, ofLine] = [paths(desk), paths(app)]
  expect(ofDesk.length).toBeGreaterThan(20)
  expect(ofLine.length).toBeGreaterThan(15)
  expect(ofLine.filter((path) => path.startsWith('/desk'))).toEqual([])
  for (const method of METHODS) {
    for (const url of ofDesk.filter((path) => path !== '/'))
      expect((await app.inject({ method, url })).statusCode, `${method} ${url}`).toBe(404)
    for (const url of ofLine)
      expect((await desk.inject({ method, url, headers: { origin: deskOrigin } })).statusCode, url).toBe(404)
  }
})

test('what no route answers, and what cannot be read at all, is refused with the same headers', async () => {
  const { desk } = await openDesk({ now })
  const refused = [
    ...[{ url: '/' }, { url: '/elsewhere' }, { url: '/desk/nowhere' }, { url: '/desk/%zz' }],
    ...[{ url: `/desk/choose/${'x'.repeat(9_000)}` }, { url: '/desk/sign-in', method: 'PUT' as const }],
    {
      url: '/desk/sign-in',
      method: 'POST' as const,
      body: '{',
      headers: { 'content-type': 'application/json' },
    },
    { url: '/desk/sign-in', method: 'POST' as const, body: 'a'.repeat(70_000), headers: formOf(deskOrigin) },
  ]
  for (const request of refused) {
    const reply = await desk.inject(request)
    expect(reply.statusCode, request.url).toBeLessThan(500)
    expectStrict({
      route: { path: '', method: '' },
      method: request.method ?? 'GET',
      url: request.url,
      reply,
    })
  }
})

function formOf(origin: string) {
  return { origin, 'content-type': 'application/x-www-form-urlencoded' }
}

/** A database that fails, and quotes what it was given. */
function awayWhen(isAway: () => boolean, database: Database, quote: string): Database {
  const guarded = new Set(['get', 'all', 'run', 'transaction', 'exec'])
  return new Proxy(database, {
    get(target, name) {
      const value = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) =>
        isAway() && guarded.has(String(name))
          ? Promise.reject(Object.assign(new Error(quote), { code: '57P01', detail: quote }))
          : Reflect.apply(value, target, given)
    },
  })
}

/** The first events of a stream, over the network. */
function readEvents(app: FastifyInstance, { cookie }: DeskBrowser, path: string) {
  const { port } = app.server.address() as AddressInfo
  return new Promise<{ headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const asked = get({ port, path, headers: { cookie, 'x-forwarded-proto': 'https' } }, (reply) => {
      let body = ''
      const end = () => {
        asked.destroy()
        resolve({ headers: reply.headers, body })
      }
      const limit = setTimeout(end, 6_000)
      reply.setEncoding('utf8').on('data', (part) => {
        body += part
        if (!body.includes('\n\n')) return
        clearTimeout(limit)
        end()
      })
    }).on('error', reject)
  })
}
