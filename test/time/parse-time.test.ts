import { expect, test } from 'vitest'
import { parseTime } from '../../src/time/parse-time.ts'

const NEW_YORK = 'America/New_York'

function at(text: string, zone = NEW_YORK): string | undefined {
  const moment = parseTime(text, zone)
  return 'at' in moment ? new Date(moment.at).toISOString() : undefined
}

test('a time without an offset is in the zone, in summer and in winter', () => {
  expect(at('2030-01-15T14:00')).toBe('2030-01-15T19:00:00.000Z')
  expect(at('2030-07-15 14:00:30')).toBe('2030-07-15T18:00:30.000Z')
  expect(at('2030-07-15T14:00', 'Asia/Kathmandu')).toBe('2030-07-15T08:15:00.000Z')
  expect(at('2030-07-15T14:00', 'Pacific/Kiritimati')).toBe('2030-07-15T00:00:00.000Z')
})

test('an offset counts more than the zone', () => {
  expect(at('2030-01-15T14:00Z')).toBe('2030-01-15T14:00:00.000Z')
  expect(at('2030-01-15T14:00:00.000+05:30')).toBe('2030-01-15T08:30:00.000Z')
  expect(at('2030-01-15T14:00-0330')).toBe('2030-01-15T17:30:00.000Z')
  expect(at('2030-01-15T14:00+02')).toBe('2030-01-15T12:00:00.000Z')
})

test('a time that the clocks skip does not exist', () => {
  expect(at('2030-03-10T01:59')).toBe('2030-03-10T06:59:00.000Z')
  expect(at('2030-03-10T02:00')).toBeUndefined()
  expect(at('2030-03-10T02:59')).toBeUndefined()
  expect(at('2030-03-10T03:00')).toBe('2030-03-10T07:00:00.000Z')
  expect(at('2011-12-30T12:00', 'Pacific/Apia')).toBeUndefined()
})

test('of a time that the clocks show twice the first is meant', () => {
  const moment = parseTime('2030-11-03T01:30', NEW_YORK)
  expect(moment).toEqual({ at: Date.parse('2030-11-03T05:30:00Z'), isTwice: true })
  expect(parseTime('2030-11-03T02:00', NEW_YORK)).toMatchObject({ isTwice: false })
})

test('dates and times that do not exist are refused', () => {
  const wrong = [
    '2030-02-29T10:00',
    '2030-02-30T10:00',
    '2030-00-10T10:00',
    '2030-13-10T10:00',
    '2030-01-00T10:00',
  ]
  const more = [
    '2030-01-10T24:00',
    '2030-01-10T10:60',
    '0030-01-10T10:00',
    '2030-01-10T10:00+24:00',
    '2030-01-10',
  ]
  for (const text of [...wrong, ...more, 'tomorrow', '']) expect(at(text), text).toBeUndefined()
  expect(at('2032-02-29T10:00Z')).toBe('2032-02-29T10:00:00.000Z')
})
