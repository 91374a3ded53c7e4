import { RestClient } from '@signalwire/compatibility-api'
import { expect, test } from 'vitest'
import { sign } from '../src/engine/sign-request.ts'

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

test('a signature is valid to the vendor package, whatever the order of the fields and the letters in them', () => {
  const url = 'https://line.example/pin?client=a%26b'
  const fields = { To: '+18005551212', From: 'José, 李', SpeechResult: 'A & B', a: '', B: ' ', '': '+' }
  expect(RestClient.validateRequest('key', sign('key', url, fields), url, fields)).toBe(true)
})
