import { describe, expect, test } from 'vitest'
import { type Manner, project, token } from '../signalwire/space.ts'
import { diagnose, stateSecret } from './diagnose.ts'

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
    ['answers 500', { always: { status: 500 } }, 'has an internal error'],
    [
      'answers an HTML 502',
      { always: { status: 502, type: 'text/html', body: '<html>' } },
      'has an internal error',
    ],
    ['hangs', { always: 'hang' }, 'does not answer'],
    ['drops the connection', { always: 'drop' }, 'broke (ECONNRESET)'],
  ])('that %s is named with what to do', async (_name, manner, says) => {
    const { ok, found } = await diagnose({ manner })
    expect(found('space')).toMatch(/^fail: .* → ./)
    expect(found('space')).toContain(says)
    expect(found('credentials')).toMatch(/^skip/)
    expect(ok).toBe(false)
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
    ['Numbers', /phone_numbers/],
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
