import { RestClient } from '@signalwire/compatibility-api'
import { describe, expect, test } from 'vitest'
import { type Parameters, sign } from '../../src/signalwire/signature.ts'
import { isSigned } from '../../src/signalwire/verify.ts'

const key = 'PSK_test_0123456789abcdefghijklmnop'
const voice = {
  AccountSid: 'b3877c40-da60-4998-90ad-b792e98472af',
  ApiVersion: '2010-04-01',
  CallSid: '0f9a4c1e-6d5b-4f3a-9f0e-2b7c1d8e4a55',
  CallStatus: 'ringing',
  Direction: 'inbound',
  From: '+15551234567',
  To: '+15559876543',
}
const gathered = {
  ...voice,
  CallStatus: 'in-progress',
  Confidence: '0.912345',
  Digits: '',
  SpeechResult: 'Café & más, por favor.',
}
const first = 'https://voice.example.com/cxml/voice'
const gather = 'https://voice.example.com:8443/cxml/gather?step=menu&try=2'

const vectors: [what: string, url: string, parameters: Parameters, signature: string][] = [
  ['a first voice request', first, voice, 'hlSh3MhctCu4xjE0Ngbun4lZPgk='],
  ['blank values, accents and a port of its own', gather, gathered, 'g3g5zC5MXvfJoCDZ26fYgAuBmfY='],
  [
    'a GET',
    'https://voice.example.com/cxml/voice?CallSid=abc&From=%2B15551234567',
    {},
    'oxeIr7APQCIG5YUyjccJc1cTqMQ=',
  ],
]

describe('the platform’s signature', () => {
  test.each(vectors)('of %s is taken, by us and by the vendor’s package', (_, url, parameters, signature) => {
    expect(sign(key, url, parameters)).toBe(signature)
    expect(isSigned([key], signature, url, parameters)).toBe(true)
    expect(RestClient.validateRequest(key, signature, url, parameters)).toBe(true)
  })

  test('counts with the standard port written out, and with it left out', () => {
    const withPort = first.replace('.com', '.com:443')
    expect(isSigned([key], 'B+JGp/ohIDvou4zUSjXgAtUFhD4=', first, voice)).toBe(true)
    expect(isSigned([key], 'hlSh3MhctCu4xjE0Ngbun4lZPgk=', withPort, voice)).toBe(true)
    const plain = 'http://voice.example.com/voice'
    expect(isSigned([key], sign(key, 'http://voice.example.com:80/voice', voice), plain, voice)).toBe(true)
    expect(isSigned([key], sign(key, 'http://voice.example.com:443/voice', voice), plain, voice)).toBe(false)
  })

  test('covers a repeated name value by value, in the order sent', () => {
    const parameters = { To: ['a', 'b'] }
    expect(isSigned([key], sign(key, first, parameters), first, parameters)).toBe(true)
    expect(isSigned([key], sign(key, first, parameters), first, { To: ['b', 'a'] })).toBe(false)
  })

  test('is refused with another key, URL, value or length', () => {
    const signature = sign(key, gather, gathered)
    expect(isSigned(['another'], signature, gather, gathered)).toBe(false)
    expect(isSigned([key], signature, gather.replace('try=2', 'try=3'), gathered)).toBe(false)
    expect(isSigned([key], signature, gather, { ...gathered, Digits: '1' })).toBe(false)
    expect(isSigned([key], signature.slice(1), gather, gathered)).toBe(false)
    expect(isSigned([key], '', gather, gathered)).toBe(false)
  })
  test('holds with any of several keys, as while they are changed', () => {
    const signature = sign(key, gather, gathered)
    expect(isSigned(['a new one', key], signature, gather, gathered)).toBe(true)
    expect(isSigned(['a new one', 'another'], signature, gather, gathered)).toBe(false)
  })
})
