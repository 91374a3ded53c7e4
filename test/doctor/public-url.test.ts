import type http from 'node:http'
import { describe, expect, test } from 'vitest'
import { diagnose, stateSecret } from './diagnose.ts'
import type { Behind } from './tunnel.ts'

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
      'no tunnel has this address',
    ],
    ['a tunnel to nothing', { origin: 'http://127.0.0.1:1' }, 'finds no server behind it (502)'],
    ['a redirect', answering(301, { location: 'https://example.com/' }), 'redirects'],
    ['a hang', () => {}, 'does not answer within 5 s'],
  ])('that leads to %s is named', async (_name, behind, says) => {
    const { ok, found } = await diagnose({ behind })
    expect(found('reach')).toMatch(/^fail: .* → ./)
    expect(found('reach')).toContain(says)
    expect(ok).toBe(false)
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
    ['https://line.example.com/fallback', 'names a step'],
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
