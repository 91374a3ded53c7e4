import type http from 'node:http'
import { describe, expect, test } from 'vitest'
import { localUrlOf } from '../../src/address.ts'
import { openTestLine } from '../helper.ts'
import { runCommand } from '../run-command.ts'
import { connected, type Manner, number, project, startSpace, token } from '../signalwire/space.ts'
import { temporaryFolder } from '../store/databases.ts'
import { type Behind, startTunnel } from './tunnel.ts'

const phone = '+12025550100'
const stateSecret = 'a secret of the tests that signs progress'

type Setting = {
  manner?: Manner
  /** Made once the public URL is known. */
  numbers?: (publicUrl: string) => Parameters<typeof startSpace>[0]
  behind?: Behind
  environment?: Record<string, string>
  trusts?: 'all' | 'nobody' | 'tunnel' | 'space'
}

/** A line behind a tunnel, a space, and the doctor sent to look at them. */
async function diagnose(setting: Setting = {}) {
  const line = await openTestLine({ settings: { STATE_SECRET: stateSecret } })
  const tunnel = await startTunnel(setting.behind ?? { origin: localUrlOf(line.config) })
  const numbers = setting.numbers ?? ((publicUrl) => [connected(phone, publicUrl)])
  const space = await startSpace(numbers(tunnel.url), setting.manner)
  const environment = {
    PUBLIC_URL: tunnel.url,
    SIGNALWIRE_PROJECT_ID: project,
    SIGNALWIRE_API_TOKEN: token,
    SIGNALWIRE_SPACE_URL: space.host,
    SIGNALWIRE_SIGNING_KEY: 'PSK_test_0123456789abcdefghijklmnop',
    STATE_SECRET: stateSecret,
    PIN_SECRET: 'a secret of the tests, which keys the PINs',
    ...setting.environment,
  }
  const certs = { all: [space.cert, tunnel.cert], nobody: [], tunnel: [tunnel.cert], space: [space.cert] }
  const begun = performance.now()
  const { code, out, err } = await runCommand('doctor', ['--json'], {
    environment,
    certs: certs[setting.trusts ?? 'all'],
  })
  expect(err).toBe('')
  const { ok, checks } = JSON.parse(out)
  expect(code).toBe(ok ? 0 : 1)
  // What the doctor says, by check and state.
  const found = (check: string) =>
    checks
      .filter((one: { check: string }) => one.check === check)
      .map(({ state, says, fix }: Record<string, string>) => `${state}: ${says}${fix ? ` → ${fix}` : ''}`)
      .join('\n')
  return { ok, checks, found, space, out, seconds: (performance.now() - begun) / 1000 }
}

describe('a line that is ready', () => {
  test('passes every check, and the doctor writes nothing', async () => {
    const { ok, checks, space } = await diagnose()
    expect(checks.filter(({ state }: { state: string }) => state !== 'ok')).toEqual([])
    expect(checks.map(({ check }: { check: string }) => check)).toEqual([
      ...[
        'space',
        'credentials',
        'scopes',
        'signing key',
        'public URL',
        'reach',
        'numbers',
        'texts',
        'clock',
      ],
      ...['database', 'secrets'],
    ])
    expect(ok).toBe(true)
    expect(space.writes()).toEqual([])
  })

  test.each<Manner>([
    { prefix: '/2010-04-01' },
    { suffix: '' },
    { prefix: '/2010-04-01', suffix: '' },
    { handlers: { [phone]: { call_handler: 'laml_webhooks' } } },
    { pageSize: 1 },
  ])('passes wherever its space has the API: %j', async (manner) => {
    const numbers = (publicUrl: string) => [
      number('+12025550111'),
      number('+12025550112'),
      connected(phone, publicUrl),
    ]
    const { ok, found } = await diagnose({ manner, numbers })
    expect(ok).toBe(true)
    expect(found('numbers')).toContain(phone)
  })

  test('is told in lines for people, too', async () => {
    const { code, out } = await runCommand('doctor')
    expect(code).toBe(1)
    expect(out).toMatch(/^✗ credentials +not set: SIGNALWIRE_PROJECT_ID, .* → copy them/m)
    expect(out).toMatch(/^✗ public URL +PUBLIC_URL is not set → start a tunnel/m)
    expect(out).toMatch(/^✓ secrets/m)
  })
})

describe('a space that is not well', () => {
  test.each<[string, Manner, string]>([
    [
      'answers HTML',
      { always: { status: 200, type: 'text/html', body: '<html>' } },
      'not as a SignalWire space does',
    ],
    [
      'redirects',
      { always: { status: 302, location: 'https://example.com' } },
      'not as a SignalWire space does',
    ],
    ['answers 404', { always: { status: 404 } }, 'has no such project (404)'],
    ['answers 429', { always: { status: 429 } }, 'wait a minute'],
    ['answers 500', { always: { status: 500 } }, 'trouble of its own'],
    [
      'answers an HTML 502',
      { always: { status: 502, type: 'text/html', body: '<html>' } },
      'trouble of its own',
    ],
    ['hangs', { always: 'hang' }, 'does not answer'],
    ['drops the connection', { always: 'drop' }, 'broke (ECONNRESET)'],
  ])('that %s is named with what to do', async (_name, manner, says) => {
    const { ok, found, seconds } = await diagnose({ manner })
    expect(found('space')).toMatch(/^fail: .* → ./)
    expect(found('space')).toContain(says)
    expect(found('credentials')).toMatch(/^skip/)
    expect(ok).toBe(false)
    expect(seconds).toBeLessThan(10)
  })

  test('that is no host, or does not listen, is named', async () => {
    const nowhere = await diagnose({ environment: { SIGNALWIRE_SPACE_URL: 'no-such-space.invalid' } })
    expect(nowhere.found('space')).toMatch(
      /^fail: no host no-such-space.invalid can be found → check the network/,
    )
    const silent = await diagnose({ environment: { SIGNALWIRE_SPACE_URL: 'localhost:1' } })
    expect(silent.found('space')).toMatch(/^fail: nothing listens at localhost:1/)
  })

  test('with a certificate that nobody vouches for is not spoken to', async () => {
    const { found, space } = await diagnose({ trusts: 'tunnel' })
    expect(found('space')).toContain('NODE_EXTRA_CA_CERTS')
    expect(space.requests).toEqual([])
  })

  test('whose clock is a minute off is told apart from ours', async () => {
    const { ok, found } = await diagnose({ manner: { clockAheadMs: 60_000 } })
    expect(found('clock')).toMatch(/^fail: this machine's clock is (59|60|61) s behind the space's → /)
    expect(ok).toBe(false)
  })
})

describe('credentials', () => {
  test.each([401, 403])('that are refused with %i are named, and the space is well', async (status) => {
    const { ok, found } = await diagnose({ manner: { always: { status, body: '{"code":20003}' } } })
    expect(found('space')).toMatch(/^ok/)
    expect(found('credentials')).toMatch(/^fail: .*code 20003\) → .*API/)
    expect(ok).toBe(false)
  })

  test.each([
    ['Messaging', /Messages/],
    ['Numbers', /IncomingPhoneNumbers/],
  ])('without the scope %s are told so', async (scope, forbids) => {
    const { ok, found } = await diagnose({ manner: { forbids } })
    expect(found('credentials')).toBe('ok: accepted')
    expect(found('scopes')).toContain(`fail: the API token lacks the scope ${scope}`)
    expect(ok).toBe(false)
  })

  test('are never shown', async () => {
    const { out } = await diagnose({ environment: { SIGNALWIRE_SIGNING_KEY: token } })
    for (const secret of [token, stateSecret, Buffer.from(`${project}:${token}`).toString('base64')]) {
      expect(out).not.toContain(secret)
    }
  })
})

describe('the signing key and the secrets', () => {
  test.each([
    ['the API token', token, 'is the API token'],
    ['another API token', 'PTffffffffffffffffffffffffffffffff', 'looks like an API token'],
    ['missing', '', 'not set'],
  ])('a signing key that is %s is named', async (_name, key, says) => {
    const { ok, found } = await diagnose({ environment: { SIGNALWIRE_SIGNING_KEY: key } })
    expect(found('signing key')).toMatch(/^fail: .* → .*Signing Key/)
    expect(found('signing key')).toContain(says)
    expect(ok).toBe(false)
  })

  test('short secrets are named', async () => {
    const { found } = await diagnose({ environment: { PIN_SECRET: 'short' } })
    expect(found('secrets')).toMatch(/^fail: shorter than 32 characters: PIN_SECRET → /)
  })

  test('what keeps production from starting is listed, each with its variable', async () => {
    const { ok, checks } = await diagnose({ environment: { NODE_ENV: 'production', PIN_SECRET: 'short' } })
    expect(ok).toBe(false)
    expect(checks).toMatchObject([{ check: 'configuration', says: expect.stringMatching(/^PIN_SECRET /) }])
  })
})

describe('the public URL', () => {
  const answering =
    (status: number, headers: http.OutgoingHttpHeaders, body = ''): http.RequestListener =>
    (_request, response) => {
      response.writeHead(status, headers).end(body)
    }

  test.each<[string, Behind, string]>([
    [
      'another program',
      answering(200, { 'content-type': 'text/html' }, '<h1>Hello'),
      'another program answers there (200)',
    ],
    ['a program that knows no such page', answering(404, {}), 'another program answers there (404)'],
    [
      'a server that copies answers',
      answering(200, {}, '{"status":"ok","service":"frontdesk"}'),
      'another frontdesk',
    ],
    [
      'a tunnel that has ended',
      answering(404, { 'ngrok-error-code': 'ERR_NGROK_3200' }),
      'no tunnel runs under this',
    ],
    ['a tunnel to nothing', { origin: 'http://127.0.0.1:1' }, 'finds no server behind it (502)'],
    ['a redirect', answering(301, { location: 'https://example.com/' }), 'redirects'],
    ['a hang', () => {}, 'does not answer within 5 s'],
  ])('that leads to %s is named', async (_name, behind, says) => {
    const { ok, found, seconds } = await diagnose({ behind })
    expect(found('reach')).toMatch(/^fail: .* → ./)
    expect(found('reach')).toContain(says)
    expect(ok).toBe(false)
    expect(seconds).toBeLessThan(10)
  })

  test('that leads to a frontdesk with other secrets is named', async () => {
    const { found } = await diagnose({ environment: { STATE_SECRET: 'x'.repeat(40) } })
    expect(found('reach')).toMatch(/^fail: another frontdesk answers there/)
  })

  test('still leads here while STATE_SECRET is being changed', async () => {
    const { found } = await diagnose({ environment: { STATE_SECRET: `${'x'.repeat(40)},${stateSecret}` } })
    expect(found('reach')).toMatch(/^ok/)
  })

  test('with a certificate that nobody vouches for is named', async () => {
    const { found } = await diagnose({ trusts: 'space' })
    expect(found('reach')).toMatch(/^fail: the certificate of localhost:\d+ is not trusted/)
  })

  test.each([
    ['http://line.example.com', 'is not https'],
    ['https://Line.example.com', 'has capitals'],
    ['https://line.example.com/voice', 'names a step'],
  ])('%s is named', async (PUBLIC_URL, says) => {
    const { found } = await diagnose({ environment: { PUBLIC_URL } })
    expect(found('public URL')).toMatch(/^fail: .* → ./)
    expect(found('public URL')).toContain(says)
  })

  test('of this machine is of no use to a space elsewhere', async () => {
    const { found } = await diagnose({ environment: { SIGNALWIRE_SPACE_URL: 'no-such-space.invalid' } })
    expect(found('public URL')).toContain("is this machine's own address")
  })
})

describe('the numbers', () => {
  const one = (changes: Record<string, unknown>) => (publicUrl: string) => [
    connected(phone, publicUrl, changes),
  ]

  test.each<[string, Pick<Setting, 'numbers' | 'manner'>, string]>([
    ['that do not exist', { numbers: () => [] }, 'fail: the project has no number'],
    ['that point nowhere', { numbers: () => [number(phone)] }, "fail: none of the project's 1 points here"],
    [
      'that point to where the tunnel was',
      { numbers: () => [connected(phone, 'https://old.ngrok.app')] },
      `fail: ${phone} asks https://old.ngrok.app/voice: has the tunnel been given another address?`,
    ],
    [
      'that ask with GET',
      { numbers: one({ voice_method: 'GET' }) },
      `fail: ${phone} asks with GET, not POST`,
    ],
    [
      'that ask at another path',
      { numbers: (publicUrl) => [number(phone, { voice_url: `${publicUrl}/` })] },
      `fail: ${phone} asks https://localhost`,
    ],
    ['without a fallback', { numbers: one({ voice_fallback_url: null }) }, 'warn: '],
    ['without a status callback', { numbers: one({ status_callback: null }) }, 'StatusCallback'],
    ['that have an application', { numbers: one({ voice_application_sid: 'a' }) }, 'cXML application'],
    ['without voice', { numbers: one({ capabilities: { voice: false, sms: true } }) }, 'cannot take calls'],
    ['that are fax lines', { numbers: one({ voice_receive_mode: 'fax' }) }, 'is a fax line'],
    [
      'handled by another kind of script',
      { manner: { handlers: { [phone]: { call_handler: 'relay_script' } } } },
      `fail: ${phone} is handled by relay_script`,
    ],
    [
      'that the newer API knows as fax lines',
      { manner: { handlers: { [phone]: { call_handler: 'laml_webhooks', call_receive_mode: 'fax' } } } },
      'is a fax line',
    ],
  ])('%s are named', async (_name, setting, says) => {
    const { ok, found } = await diagnose(setting)
    expect(found('numbers')).toContain(says)
    expect(found('numbers')).toContain(' → ')
    expect(ok).toBe(found('numbers').startsWith('warn'))
  })
})

describe('the texts', () => {
  test.each<[string, Record<string, unknown>, Manner, string]>([
    ['a number without SMS', { capabilities: { voice: true, sms: false } }, {}, 'cannot send texts'],
    [
      'a number bought lately',
      { date_created: 'Mon, 05 Jan 2026 10:00:00 +0000' },
      {},
      'since December 2025',
    ],
    ['a trial project', {}, { account: { type: 'Trial', status: 'active' } }, 'one verified number'],
    [
      'a text refused before',
      {},
      { texts: [{ from: phone, status: 'failed', error_code: '21717' }] },
      'failed with 21717',
    ],
  ])('%s is pointed out, and calls go through', async (_name, changes, manner, says) => {
    const { ok, found } = await diagnose({
      manner,
      numbers: (publicUrl) => [connected(phone, publicUrl, changes)],
    })
    expect(found('texts')).toMatch(/warn: .* → ./)
    expect(found('texts')).toContain(says)
    expect(ok).toBe(true)
  })

  test('a number whose last text has left may send others, whenever it was bought', async () => {
    const date_created = 'Mon, 05 Jan 2026 10:00:00 +0000'
    const { found } = await diagnose({
      numbers: (publicUrl) => [connected(phone, publicUrl, { date_created })],
      manner: {
        texts: [
          { from: phone, status: 'undelivered', error_code: '30006' },
          { from: phone, status: 'delivered', error_code: null },
          { from: phone, status: 'failed', error_code: '21717' },
        ],
      },
    })
    expect(found('texts')).toBe(`ok: ${phone} has sent texts`)
  })

  test('a toll-free number needs no campaign', async () => {
    const date_created = 'Mon, 05 Jan 2026 10:00:00 +0000'
    const { found } = await diagnose({
      numbers: (publicUrl) => [connected('+18885550100', publicUrl, { date_created })],
    })
    expect(found('texts')).toMatch(/^ok/)
  })
})

describe('the database', () => {
  test('that cannot be opened is named', async () => {
    const { ok, found } = await diagnose({
      environment: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    })
    expect(found('database')).toMatch(/^fail: .*nothing listens there → /)
    expect(ok).toBe(false)
  })

  test('of a newer frontdesk is named, and left as it is', async () => {
    const line = await openTestLine()
    await line.database.run('UPDATE schema_version SET version = 999')
    const { found } = await diagnose({ environment: { DATABASE_URL: line.config.DATABASE_URL } })
    expect(found('database')).toMatch(/^fail: its schema is 999/)
  })

  test('with other PINs, or nobody on file, is named', async () => {
    const line = await openTestLine({ clients: [{ id: 'c1', name: 'Ann Lee', pin: '1111' }] })
    const DATABASE_URL = line.config.DATABASE_URL
    const well = await diagnose({ environment: { DATABASE_URL } })
    expect(well.found('database')).toMatch(/^ok: writable, schema \d+, 1 on file$/)
    const other = await diagnose({ environment: { DATABASE_URL, PIN_SECRET: 'y'.repeat(40) } })
    expect(other.found('database')).toMatch(/^fail: .*PIN_SECRET/)
  })

  test('that is not one is named', async () => {
    const { found } = await diagnose({ environment: { DATABASE_URL: `file:${temporaryFolder()}` } })
    expect(found('database')).toMatch(/^fail: /)
  })
})

test.each([
  [['--jsn'], "Unknown option '--jsn'"],
  [['now'], 'The doctor takes no "now"'],
])('the doctor does not know %s, and says so in a sentence', async (args, says) => {
  const { code, out, err } = await runCommand('doctor', args)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain(says)
  expect(err.trim().split('\n')).toHaveLength(1)
})
