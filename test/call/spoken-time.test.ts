import { expect, test } from 'vitest'
import { spokenOpening, spokenTime, unclearYear } from '../../src/call/spoken-time.ts'
import type { Language } from '../../src/hearing/heard.ts'

const zone = 'America/New_York'
const speak = (at: string, now: string, language: Language = 'en-US', where = zone) =>
  spokenTime({ at: Date.parse(at), now: Date.parse(now), zone: where }, language)

const november = '2026-11-22T12:00:00-05:00'

test.each([
  [
    '2026-12-15T14:00:00-05:00',
    'on Tuesday, December 15th at 2 PM',
    'el martes 15 de diciembre a las 2 de la tarde',
  ],
  [
    '2026-12-01T14:30:00-05:00',
    'on Tuesday, December 1st at 2:30 PM',
    'el martes primero de diciembre a las 2:30 de la tarde',
  ],
  [
    '2026-12-02T09:05:00-05:00',
    'on Wednesday, December 2nd at 9:05 AM',
    'el miércoles 2 de diciembre a las 9:05 de la mañana',
  ],
  [
    '2026-12-03T13:00:00-05:00',
    'on Thursday, December 3rd at 1 PM',
    'el jueves 3 de diciembre a la 1 de la tarde',
  ],
  [
    '2026-12-11T20:00:00-05:00',
    'on Friday, December 11th at 8 PM',
    'el viernes 11 de diciembre a las 8 de la noche',
  ],
  [
    '2026-12-12T12:00:00-05:00',
    'on Saturday, December 12th at 12 PM',
    'el sábado 12 de diciembre al mediodía',
  ],
  [
    '2026-12-13T00:00:00-05:00',
    'on Sunday, December 13th at 12 AM',
    'el domingo 13 de diciembre a la medianoche',
  ],
  [
    '2026-12-21T12:15:00-05:00',
    'on Monday, December 21st at 12:15 PM',
    'el lunes 21 de diciembre a las 12:15 de la tarde',
  ],
  [
    '2026-12-22T00:15:00-05:00',
    'on Tuesday, December 22nd at 12:15 AM',
    'el martes 22 de diciembre a las 12:15 de la madrugada',
  ],
])('%s is told as "%s"', (at, english, spanish) => {
  expect(speak(at, november)).toBe(english)
  expect(speak(at, november, 'es-US')).toBe(spanish)
})

test('today and tomorrow stand before the full date', () => {
  expect(speak('2026-12-15T14:00:00-05:00', '2026-12-15T08:00:00-05:00')).toBe(
    'today, on Tuesday, December 15th at 2 PM',
  )
  expect(speak('2026-12-15T14:00:00-05:00', '2026-12-14T08:00:00-05:00')).toBe(
    'tomorrow, on Tuesday, December 15th at 2 PM',
  )
  expect(speak('2026-12-15T14:00:00-05:00', '2026-12-15T08:00:00-05:00', 'es-US')).toBe(
    'hoy, el martes 15 de diciembre a las 2 de la tarde',
  )
  expect(speak('2026-12-15T14:00:00-05:00', '2026-12-14T08:00:00-05:00', 'es-US')).toBe(
    'mañana, el martes 15 de diciembre a las 2 de la tarde',
  )
})

test('the day changes at midnight of the office, not of the server or of UTC', () => {
  const at = '2026-12-15T09:00:00-05:00'
  expect(speak(at, '2026-12-14T23:59:59-05:00')).toMatch(/^tomorrow,/)
  expect(speak(at, '2026-12-15T00:00:00-05:00')).toMatch(/^today,/)
  expect(speak(at, '2026-12-14T23:30:00-05:00', 'en-US', 'Asia/Tokyo')).toMatch(
    /^today, on Tuesday, December 15th at 11 PM/,
  )
})

test('on the nights when clocks change, the neighbouring days stay neighbours', () => {
  // Clocks go back on November 1st, 2026: that day has 25 hours; on March 14th, 2027 it has 23.
  expect(speak('2026-11-01T23:30:00-05:00', '2026-11-01T00:10:00-04:00')).toMatch(
    /^today, on Sunday, November 1st at 11:30 PM/,
  )
  expect(speak('2026-11-02T00:30:00-05:00', '2026-11-01T00:10:00-04:00')).toMatch(/^tomorrow, on Monday/)
  expect(speak('2027-03-15T00:05:00-04:00', '2027-03-13T23:50:00-05:00')).toMatch(/^on Monday/)
  expect(speak('2027-03-14T23:50:00-04:00', '2027-03-13T23:50:00-05:00')).toMatch(/^tomorrow, on Sunday/)
  expect(speak('2027-03-14T03:00:00-04:00', november)).toBe('on Sunday, March 14th at 3 AM')
})

test('the year is unclear only past the coming eleven months', () => {
  const year = (at: string) => unclearYear({ at: Date.parse(at), now: Date.parse(november), zone })
  expect(year('2026-12-15T14:00:00-05:00')).toBeUndefined()
  expect(year('2027-10-15T14:00:00-04:00')).toBeUndefined()
  expect(year('2027-12-15T14:00:00-05:00')).toBe(2027)
})

test.each([
  ['2026-12-22T09:00:00-05:00', false, 'today at 9 AM', 'hoy a las 9 de la mañana'],
  ['2026-12-23T13:30:00-05:00', true, 'tomorrow at 1:30 PM', 'mañana a la 1:30 de la tarde'],
  ['2026-12-28T09:00:00-05:00', false, 'on Monday at 9 AM', 'el lunes a las 9 de la mañana'],
  [
    '2026-12-28T09:00:00-05:00',
    true,
    'on Monday, December 28th at 9 AM',
    'el lunes 28 de diciembre a las 9 de la mañana',
  ],
  [
    '2026-12-29T09:00:00-05:00',
    false,
    'on Tuesday, December 29th at 9 AM',
    'el martes 29 de diciembre a las 9 de la mañana',
  ],
])('an opening at %s (unusual: %s) is "%s" and "%s"', (opensAt, isUnusual, english, spanish) => {
  const time = { at: Date.parse(opensAt), now: Date.parse('2026-12-22T00:30:00-05:00'), zone }
  expect(spokenOpening(time, isUnusual, 'en-US')).toBe(english)
  expect(spokenOpening(time, isUnusual, 'es-US')).toBe(spanish)
})
