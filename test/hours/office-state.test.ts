import { describe, expect, test } from 'vitest'
import { officeStateAt, workingDayAgo } from '../../src/hours/office-state.ts'
import { readHoursYaml } from '../../src/hours/yaml.ts'
import type { OpeningHours } from '../../src/store/hours.ts'
import { parseTime } from '../../src/time/parse-time.ts'

const zone = 'America/New_York'
const office = `
monday: 9:00-12:30, 13:30-18:00
friday: 9:00-13:00
closed:
  - date: 2026-12-25
    every-year: true
    say: { en-US: Our office is closed today for Christmas. }
  - { date: 2026-12-28 }
`

function hoursOf(yaml: string): OpeningHours | undefined {
  const read = readHoursYaml(yaml, ['en-US'])
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.hours
}

/** Epoch milliseconds of a wall time, or of a time with an offset. */
function at(text: string): number {
  const time = parseTime(text, zone)
  if ('fault' in time) throw new Error(`${text} ${time.fault}`)
  return time.at
}

/** "open until TIME", "closed until TIME", with the day's sentence or "every week", on the office's clock. */
function stateIn(yaml: string, text: string): string {
  const state = officeStateAt(hoursOf(yaml), zone, at(text))
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const wall = (moment: number | undefined) => (moment === undefined ? 'ever' : format.format(moment))
  if (state.isOpen) return `open until ${wall(state.until)}`
  const because = state.closedDay ? (state.closedDay.say['en-US'] ?? state.closedDay.date) : 'every week'
  return `closed until ${wall(state.opensAt)}, ${because}${state.isUnusual ? ', unusual' : ''}`
}

describe('an office', () => {
  test('without hours is always open', () => {
    expect(officeStateAt(undefined, zone, at('2026-12-25T03:00'))).toEqual({ isOpen: true, until: undefined })
  })

  test.each([
    ['2026-11-23T08:59', 'closed until 2026-11-23 09:00, every week'],
    ['2026-11-23T09:00', 'open until 2026-11-23 12:30'],
    ['2026-11-23T12:29', 'open until 2026-11-23 12:30'],
    ['2026-11-23T12:30', 'closed until 2026-11-23 13:30, every week'],
    ['2026-11-23T18:00', 'closed until 2026-11-27 09:00, every week'],
    ['2026-11-27T13:00', 'closed until 2026-11-30 09:00, every week'],
    ['2026-11-28T10:00', 'closed until 2026-11-30 09:00, every week'],
  ])('with hours is at %s %s', (text, state) => {
    expect(stateIn(office, text)).toBe(state)
  })

  test('is closed all of a closed day, says why, and knows the day after it that is closed too', () => {
    const why = 'Our office is closed today for Christmas.'
    expect(stateIn(office, '2026-12-25T10:00')).toBe(`closed until 2027-01-01 09:00, ${why}, unusual`)
    expect(stateIn(office, '2026-12-28T10:00')).toBe('closed until 2027-01-01 09:00, 2026-12-28, unusual')
    expect(stateIn(office, '2026-12-24T20:00')).toBe('closed until 2027-01-01 09:00, every week, unusual')
    expect(stateIn(office, '2026-12-29T10:00')).toBe('closed until 2027-01-01 09:00, every week')
  })

  test('is closed every year on a day of every year, and in its own year on any other', () => {
    expect(stateIn(office, '2028-12-25T10:00')).toMatch(/Christmas/)
    expect(stateIn(office, '2037-12-28T10:00')).toBe('open until 2037-12-28 12:30')
  })

  test('is closed on February 29th of every leap year, and on no other day for it', () => {
    const hours = `${everyDay('9:00-17:00')}closed: [{ date: 2028-02-29, every-year: true }]`
    expect(stateIn(hours, '2028-02-29T10:00')).toBe('closed until 2028-03-01 09:00, 2028-02-29, unusual')
    expect(stateIn(hours, '2032-02-29T10:00')).toBe('closed until 2032-03-01 09:00, 2028-02-29, unusual')
    expect(stateIn(hours, '2027-02-28T10:00')).toBe('open until 2027-02-28 17:00')
    expect(stateIn(hours, '2027-03-01T10:00')).toBe('open until 2027-03-01 17:00')
  })

  test('stays open over midnight where its hours go on the next day, but not into a closed day', () => {
    const bar = 'friday: 18:00-24:00\nsaturday: 0:00-2:00, 18:00-24:00\nclosed: [{ date: 2026-12-06 }]'
    expect(stateIn(bar, '2026-11-27T23:59')).toBe('open until 2026-11-28 02:00')
    expect(stateIn(bar, '2026-11-28T00:00')).toBe('open until 2026-11-28 02:00')
    expect(stateIn(bar, '2026-11-28T02:00')).toBe('closed until 2026-11-28 18:00, every week')
    expect(stateIn(`${bar}\nsunday: 0:00-2:00`, '2026-12-05T23:00')).toBe('open until 2026-12-06 00:00')
  })

  test('that never closes is open without an end', () => {
    expect(stateIn(everyDay('0:00-24:00'), '2026-11-23T09:00')).toBe('open until ever')
  })

  test('that is closed for longer than a year says no time', () => {
    const days = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2028, 0, 1 + day)))
    const closed = days.map((day) => `  - { date: ${day.toISOString().slice(0, 10)}, every-year: true }`)
    const hours = `monday: 9:00-10:00\nclosed:\n${closed.join('\n')}`
    expect(stateIn(hours, '2026-11-23T09:00')).toBe('closed until ever, 2028-11-23, unusual')
  })
})

describe('on the nights when clocks change, an office', () => {
  const nights = everyDay('0:00-2:30, 4:00-24:00')

  test('opens by its clock, an hour of real time earlier or later', () => {
    const hours = everyDay('9:00-17:00')
    for (const [night, morning] of [
      ['2026-03-07T20:00', '2026-03-08T09:00'],
      ['2026-10-31T20:00', '2026-11-01T09:00'],
    ] as const) {
      expect(officeStateAt(hoursOf(hours), zone, at(night))).toMatchObject({ opensAt: at(morning) })
    }
    expect(at('2026-03-08T09:00') - at('2026-03-07T20:00')).toBe(12 * 3_600_000)
    expect(at('2026-11-01T09:00') - at('2026-10-31T20:00')).toBe(14 * 3_600_000)
  })

  test('closes and opens when the clocks go forward over the time at which it would', () => {
    expect(stateIn(nights, '2026-03-08T01:59')).toBe('open until 2026-03-08 03:00')
    expect(stateIn(nights, '2026-03-08T03:00')).toBe('closed until 2026-03-08 04:00, every week')
    expect(stateIn('sunday: 2:15-6:00', '2026-03-08T01:59')).toMatch('closed until 2026-03-08 03:00')
    expect(stateIn('sunday: 2:15-2:45', '2026-03-08T01:59')).toMatch('closed until 2026-03-15 02:15')
  })

  test('takes the first of two equal times when the clocks go back', () => {
    const hours = 'sunday: 1:15-1:45'
    expect(stateIn(hours, '2026-11-01T01:30-04:00')).toBe('open until 2026-11-01 01:45')
    expect(stateIn(hours, '2026-11-01T01:30-05:00')).toMatch('closed until 2026-11-08 01:15')
    expect(stateIn(nights, '2026-11-01T01:30-05:00')).toBe('open until 2026-11-01 02:30')
  })
})

function everyDay(hours: string): string {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
  return days.map((day) => `${day}: ${hours}\n`).join('')
}

describe('a working day ago', () => {
  test.each([
    ['2026-11-27T10:00', '2026-11-23T10:00'],
    ['2026-11-30T11:00', '2026-11-27T11:00'],
    // It was closed at noon already, and counts from when it closed.
    ['2026-11-27T22:00', '2026-11-23T13:00'],
    ['2026-11-29T03:00', '2026-11-23T13:00'],
    ['2026-11-30T08:00', '2026-11-23T13:00'],
    ['2026-11-30T13:00', '2026-11-27T12:30'],
    // The 25th and the 28th are closed.
    ['2027-01-01T10:00', '2026-12-21T10:00'],
  ])('from %s is %s, on the day before on which the office opens', (now, before) => {
    expect(workingDayAgo(hoursOf(office), zone, at(now))).toBe(at(before))
  })

  test('is a day without hours, and never was where the office never opens', () => {
    const now = at('2026-11-27T10:00')
    expect(workingDayAgo(undefined, zone, now)).toBe(now - 24 * 3_600_000)
    expect(workingDayAgo({ weekly: {}, closed: [] }, zone, now)).toBe(0)
  })
})
