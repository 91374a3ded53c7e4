import { RestClient } from '@signalwire/compatibility-api'
import { describe, expect, it } from 'vitest'
import { sign } from '../../src/signalwire/signature.ts'

const key = 'PSK_test_0123456789abcdefghijklmnop'
const first = {
  AccountSid: 'b3877c40-da60-4998-90ad-b792e98472af',
  ApiVersion: '2010-04-01',
  CallSid: '0f9a4c1e-6d5b-4f3a-9f0e-2b7c1d8e4a55',
  CallStatus: 'ringing',
  Direction: 'inbound',
  From: '+15551234567',
  To: '+15559876543',
}
const action = {
  ...first,
  CallStatus: 'in-progress',
  Confidence: '0.912345',
  Digits: '',
  SpeechResult: 'Café & más, por favor.',
}

describe('the signature of a webhook', () => {
  it.each([
    ['https://voice.example.com/cxml/voice', first, 'hlSh3MhctCu4xjE0Ngbun4lZPgk='],
    ['https://voice.example.com:443/cxml/voice', first, 'B+JGp/ohIDvou4zUSjXgAtUFhD4='],
    ['https://voice.example.com:8443/cxml/gather?step=menu&try=2', action, 'g3g5zC5MXvfJoCDZ26fYgAuBmfY='],
    [
      'https://voice.example.com/cxml/voice?CallSid=abc&From=%2B15551234567',
      {},
      'oxeIr7APQCIG5YUyjccJc1cTqMQ=',
    ],
  ])('of %s is the known one, and the vendor package agrees', (url, parameters, known) => {
    expect(sign(key, url, parameters)).toBe(known)
    expect(RestClient.validateRequest(key, known, url, parameters)).toBe(true)
  })

  it('takes a repeated name once for each value, in the order sent', () => {
    const url = 'https://voice.example.com/cxml/voice'
    expect(sign(key, url, { To: ['a', 'b'] })).toBe(sign(key, `${url}ToaTob`, {}))
    expect(sign(key, url, { To: ['a', 'b'] })).not.toBe(sign(key, url, { To: ['b', 'a'] }))
  })
})
