import { describe, expect, test } from 'vitest'
import { explainRefusal, type RefusedRequest } from '../../src/signalwire/explain-refusal.ts'
import { type Parameters, sign } from '../../src/signalwire/signature.ts'
import { openTestLine } from '../helper.ts'
import { post } from '../post.ts'

const signingKey = 'PSK_test_0123456789abcdefghijklmnop'
const settings = {
  signingKeys: [signingKey],
  apiToken: 'PT_test_token_0123456789',
  publicUrl: 'https://line.example.com/desk',
}
const rawUrl = '/pin?client=c1&tries=1'
const parameters: Parameters = {
  CallSid: 'call-1',
  Digits: '',
  From: '+12025550123',
  SpeechResult: 'one  two ',
}

/** Explains a request that the platform signed over another URL, with another key or form. */
function explain(url: string, key = signingKey, form = parameters, headers: RefusedRequest['headers'] = {}) {
  return explainRefusal({ given: sign(key, url, form), rawUrl, parameters, headers }, settings)
}

describe('a refused signature is explained', () => {
  test.each([
    ['http', 'http://line.example.com/desk/pin'],
    ['another port', 'https://other.example.com:8443/desk/pin'],
    ['another path prefix', 'https://line.example.com/pin'],
    ['a trailing slash', 'https://line.example.com/desk/pin/'],
    ['another host', 'https://other.example.com/desk/pin'],
    ['another host over http and a prefix', 'http://other.example.com/old/pin'],
  ])('with the URL that would have matched: %s', (_, path) => {
    const headers = { host: 'other.example.com:8443', 'x-forwarded-prefix': '/old' }
    const found = explain(`${path}?client=c1&tries=1`, signingKey, parameters, headers)
    expect(found.matching).toBe(`${path}?…`)
    expect(found.checked).toBe('https://line.example.com/desk/pin?…')
    expect(found.why).toContain('PUBLIC_URL')
  })

  test('with the API token that signed it', () => {
    expect(explain(settings.publicUrl + rawUrl, settings.apiToken).why).toContain('signed with the API token')
  })

  test('with the API token that was set as the signing key', () => {
    const given = sign('a key we do not have', settings.publicUrl + rawUrl, parameters)
    const request = { given, rawUrl, parameters, headers: {} }
    const same = { ...settings, signingKeys: [settings.apiToken] }
    expect(explainRefusal(request, same).why).toContain('holds the API token')
    expect(explainRefusal(request, settings).why).toContain('another project')
  })

  test.each([
    ['as a GET', {}],
    ['blank parameters', { CallSid: 'call-1', From: '+12025550123', SpeechResult: 'one  two ' }],
    ['trimmed', { ...parameters, SpeechResult: 'one  two' }],
    ['a blank', { ...parameters, SpeechResult: 'one++two+' }],
    ['still encoded', { ...parameters, From: '%2B12025550123', SpeechResult: 'one%20%20two%20' }],
  ])('with how the body was read differently: %s', (said, form) => {
    expect(explain(settings.publicUrl + rawUrl, signingKey, form).why).toContain(said)
  })

  test('when there is none', () => {
    expect(explainRefusal({ given: undefined, rawUrl, parameters, headers: {} }, settings).why).toMatch(
      /^There is no/,
    )
  })

  test('never with a key, a parameter or the values of a query, and a forged host does not get into the log', () => {
    const headers = { host: 'evil.example"\n{"level":60}' }
    const told = [
      explain('https://line.example.com/pin?client=c1&tries=1'),
      explain(settings.publicUrl + rawUrl, settings.apiToken),
      explain('https://elsewhere.example/pin', signingKey, parameters, headers),
    ]
    const written = JSON.stringify(told)
    for (const secret of [signingKey, settings.apiToken, 'c1', 'tries', '555', 'call-1', 'two', 'evil']) {
      expect(written).not.toContain(secret)
    }
  })
})

describe('a line', () => {
  const wrong = sign('PSK_test_0123456789abcdefghijklmnop', 'http://line.example.com/voice', {
    ...{ From: '+12025550123', To: '+12025550100', CallStatus: 'in-progress', CallSid: 'call-1' },
  })

  test('in development logs what would have matched', async () => {
    const line = await openTestLine()
    const reply = await post(line, '/voice', { CallSid: 'call-1' }, wrong)
    expect([reply.statusCode, reply.body]).toEqual([403, 'Forbidden\n'])
    expect(line.log.join('')).toContain('"matching":"http://line.example.com/voice"')
  })

  test('in production says no more than 403, in the log neither', async () => {
    const line = await openTestLine({
      settings: {
        ...{ NODE_ENV: 'production', SIGNALWIRE_PROJECT_ID: 'p', SIGNALWIRE_API_TOKEN: 't' },
        SIGNALWIRE_SPACE_URL: 'localhost:1',
        STATE_SECRET: 'a secret of this test that signs progress',
      },
    })
    const reply = await post(line, '/voice', { CallSid: 'call-1' }, wrong)
    expect([reply.statusCode, reply.body]).toEqual([403, 'Forbidden\n'])
    expect(line.log.join('')).not.toMatch(/matching|signature was refused/)
  })
})
