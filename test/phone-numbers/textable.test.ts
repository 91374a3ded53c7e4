import { expect, test } from 'vitest'
import { isTextable } from '../../src/phone-numbers/textable.ts'

test.each(['+15551234567', '+4915112345678', '+2901234', '+123456789012345'])(
  '%s can be texted',
  (number) => {
    expect(isTextable(number)).toBe(true)
  },
)

test.each([
  ...['', ' ', '+', 'anonymous', 'Anonymous', 'ANONYMOUS', 'Restricted', 'Unavailable', 'unknown', 'Blocked'],
  ...['sip:alice@example.com', 'sip:+15551234567@example.com', 'client:alice', 'anonymous@anonymous.invalid'],
  ...['+266696687', '266696687', '+7378742833', '7378742833', '+8656696', '8656696'],
  ...['+86282452253', '86282452253', '+2562533', '2562533', '+7748283', '+94844353'],
  ...['15551234567', '5551234567', '+05551234567', '+123456', '+1234567890123456', '+1 555 123 4567'],
  ...[' 15551234567', '+15551234567\n', '+1555123456x', '911', '+1555１234567'],
])('%j cannot be texted', (number) => {
  expect(isTextable(number)).toBe(false)
})
