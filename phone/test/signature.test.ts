import { execFileSync } from 'node:child_process'
import { RestClient } from '@signalwire/compatibility-api'
import twilio from 'twilio'
import { describe, expect, it, test } from 'vitest'
import type { CallOptions } from '../src/engine/call.ts'
import { sign } from '../src/engine/sign-request.ts'
import { callPages } from './helper.ts'

const form = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
}

test("a signature is that of the example in Twilio's documentation, whose scheme the platform took over", () => {
  // https://www.twilio.com/docs/usage/security#validating-signatures-from-twilio
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
  expect(sign('12345', url, form)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=')
})

/** Whether a signature is right, to somebody else's code. */
type Verifier = (key: string, signature: string, url: string, fields: Record<string, string>) => boolean

const verifiers: [string, Verifier][] = [
  ['@signalwire/compatibility-api', RestClient.validateRequest],
  ['twilio', twilio.validateRequest],
  ['OpenSSL', byOpenSsl],
]

/** By the words of the documentation: the URL, then each field's name and value in the order of their names. */
function byOpenSsl(key: string, signature: string, url: string, fields: Record<string, string>): boolean {
  const names = Object.keys(fields).sort()
  const input = url + names.map((name) => name + fields[name]).join('')
  const digest = execFileSync('openssl', ['dgst', '-sha1', '-hmac', key, '-binary'], { input })
  return digest.toString('base64') === signature
}

describe.each(verifiers)('to %s', (_name, isValid) => {
  it('a signature is valid, whatever the order of the fields and the letters in them', () => {
    const url = 'https://line.example/pin?client=a%26b'
    const fields = { To: '+18005551212', From: 'José, 李', SpeechResult: 'A & B', a: '', B: ' ' }
    expect(isValid('key', sign('key', url, fields), url, fields)).toBe(true)
    expect(isValid('another', sign('key', url, fields), url, fields)).toBe(false)
  })

  it.each([
    ['a POST', {}],
    ['a GET', { method: 'GET' as const, url: 'https://line.example/voice?a=%20b&c' }],
    ['another port', { url: 'https://line.example:8443/voice' }],
    ['a caller without a number', { from: 'anonymous' }],
    ['TwiML', { dialect: 'twiml' as const }],
  ])('every request of a call is signed: %s', async (_what, more: Partial<CallOptions>) => {
    const url = more.url ?? 'https://line.example/voice'
    const { received } = await callPages({ '/voice': '<Hangup/>' }, undefined, {
      url,
      key: 'PSK_key',
      ...more,
    })
    const [request] = received
    const asked = new URL(request?.path ?? '', url).href
    const fields = request?.method === 'GET' ? {} : (request?.form ?? {})
    expect(isValid('PSK_key', request?.headers['x-twilio-signature'] ?? '', asked, fields)).toBe(true)
  })
})
