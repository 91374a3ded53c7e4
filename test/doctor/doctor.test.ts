import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { createContext } from '../../src/doctor/context.ts'
import { runChecks } from '../../src/doctor/run-checks.ts'
import { runCommand } from '../run-command.ts'
import { connected, type Manner, number } from '../signalwire/space.ts'
import { diagnose, phone } from './diagnose.ts'

describe('a line that is ready', () => {
  test('passes every check, and the doctor writes nothing', async () => {
    const { ok, checks, space } = await diagnose()
    expect(checks.filter(({ state }: { state: string }) => state !== 'ok')).toEqual([
      { check: 'requests', state: 'skip', says: 'REQUESTS is off' },
    ])
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
        'requests',
        'operator',
        'clock',
      ],
      ...['database', 'feeds', 'secrets'],
    ])
    expect(ok).toBe(true)
    expect(space.writes()).toEqual([])
  })

  test.each<Manner>([
    { prefix: '/2010-04-01' },
    { suffix: '' },
    { prefix: '/2010-04-01', suffix: '' },
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
    expect(out).toMatch(/^! operator +OPERATOR_NUMBER is not set/m)
    expect(out).toMatch(/^- numbers +needs the credentials$/m)
    expect(out).toMatch(/^✓ secrets/m)
  })
})

test('a space, a tunnel and a database that say nothing are given up within 10 s', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  onTestFinished(() => void silent.close())
  // A server listening on TCP has an address of this kind.
  const host = `localhost:${(silent.address() as AddressInfo).port}`
  const config = readConfig({
    PUBLIC_URL: `https://${host}`,
    DATABASE_URL: `postgres://someone@${host}/none`,
    ...{ SIGNALWIRE_SPACE_URL: host, SIGNALWIRE_PROJECT_ID: 'p', SIGNALWIRE_API_TOKEN: 't' },
    ...{ STATE_SECRET: 'x'.repeat(40), PIN_SECRET: 'y'.repeat(40) },
  })
  const begun = performance.now()
  const findings = await runChecks(createContext(config))
  expect(performance.now() - begun).toBeLessThan(10_000)
  const states = Object.fromEntries(findings.map(({ check, state }) => [check, state]))
  expect(states).toMatchObject({
    space: 'fail',
    reach: 'fail',
    database: 'fail',
    numbers: 'skip',
    secrets: 'ok',
  })
})

test.each([
  [['--jsn'], "Unknown option '--jsn'"],
  [['now'], "Unexpected argument 'now'"],
])('the doctor does not know %s, and says so in a sentence', async (args, says) => {
  const { code, out, err } = await runCommand('doctor', args)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain(says)
  expect(err.trim().split('\n')).toHaveLength(1)
})
