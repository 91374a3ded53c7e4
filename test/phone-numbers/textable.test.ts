import { describe, expect, test } from 'vitest'
import { isCallerNumber } from '../../src/phone-numbers/caller-number.ts'
import { isTextable } from '../../src/phone-numbers/textable.ts'

const office = '+12025550100'

test.each(['+12025550123', '+15551234567', '+4915112345678', '+2901234'])(
  '%s is a caller, whether or not a table says that it is assigned',
  (number) => {
    expect(isCallerNumber(number)).toBe(true)
  },
)

test.each([
  ...['', ' ', '+', 'anonymous', 'Anonymous', 'ANONYMOUS', 'Restricted', 'Unavailable', 'unknown', 'Blocked'],
  ...['sip:alice@example.com', 'sip:+15551234567@example.com', 'client:alice', 'anonymous@anonymous.invalid'],
  ...['+266696687', '266696687', '+7378742833', '7378742833', '+8656696', '8656696'],
  ...['+86282452253', '86282452253', '+2562533', '2562533', '+7748283', '+94844353'],
  ...['15551234567', '5551234567', '+05551234567', '+123456', '+123456789012345', '+1 555 123 4567'],
  ...[
    ' 15551234567',
    '+15551234567\n',
    '+1555123456x',
    '911',
    '+1555１234567',
    '+155512345678',
    '+999123456789',
  ],
])('%j is no number of a caller, and takes no text', (number) => {
  expect(isCallerNumber(number)).toBe(false)
  expect(isTextable({ from: office, to: number })).toBe(false)
  expect(isTextable({ from: office, to: number }, ['1', '7', '86', '94', '256', '266'])).toBe(false)
})

describe('a text', () => {
  test.each(['+12025550123', '+15551234567', '+14165550123', '+17875551234', '+18005551234'])(
    'from a number of the United States goes to %s',
    (to) => {
      expect(isTextable({ from: office, to })).toBe(true)
    },
  )

  test.each(['+18765550123', '+12685550123', '+447912345678', '+525512345678'])(
    'goes abroad, to %s, only where its country is named',
    (to) => {
      expect(isTextable({ from: office, to })).toBe(false)
      expect(isTextable({ from: office, to }, ['1', '44', '52'])).toBe(true)
    },
  )

  test('goes to the country of the called number, or to those that are named alone', () => {
    expect(isTextable({ from: '+442071234567', to: '+447912345678' })).toBe(true)
    expect(isTextable({ from: office, to: '+12025550123' }, ['44'])).toBe(false)
  })

  test.each([
    ['a premium number', '+19005550123'],
    ['an unassigned premium number', '+19000123456'],
    ['a premium number of Germany, of a length that no table has', '+4990012345678'],
    ['a premium number of Australia, of a length that no table has', '+61190012345'],
    ['a premium number of Mexico, of a length that no table has', '+52900123456'],
    ['a British premium number', '+448712345678'],
    ['a British personal number', '+447012345678'],
    ['a French premium number', '+33899123456'],
    ['an international premium number', '+979123456789'],
    ['a satellite phone of Thuraya', '+88216123456'],
    ['an unassigned number beside them', '+8823456789'],
    ['an international network', '+883510012345678'],
    ['a satellite phone of Inmarsat', '+870773111632'],
    ['a satellite phone of Iridium', '+881612345678'],
    ['an international shared-cost number', '+80812345678'],
  ])('never goes to %s', (_, to) => {
    const anywhere = ['1', '33', '44', '49', '52', '61', '808', '870', '881', '882', '883', '979']
    expect(isTextable({ from: office, to }, anywhere)).toBe(false)
    expect(isTextable({ from: to, to }, anywhere)).toBe(false)
  })

  test.each(['sip:office@example.com', 'sip:+12025550100@example.com', '', 'anonymous', '12025550100'])(
    'cannot come from %j',
    (from) => {
      expect(isTextable({ from, to: '+12025550123' })).toBe(false)
      expect(isTextable({ from, to: '+12025550123' }, ['1'])).toBe(false)
    },
  )
})
