import { describe, expect, test } from 'vitest'
import { readHoursYaml, writeHoursYaml } from '../../src/hours/yaml.ts'

const file = `monday: 9:00-12:30, 13:30-18:00      # days that are not named are closed
friday: 9:00-13:00
closed:
  - date: 2026-12-25
    every-year: true
    say: { en-US: Our office is closed today for Christmas., es-US: Hoy la oficina está cerrada por Navidad. }
`
const faultsOf = (text: string) => {
  const read = readHoursYaml(text, ['en-US', 'es-US'])
  return 'faults' in read ? read.faults : []
}

describe('hours in YAML', () => {
  const christmas = {
    'en-US': 'Our office is closed today for Christmas.',
    'es-US': 'Hoy la oficina está cerrada por Navidad.',
  }
  const hours = {
    weekly: {
      monday: [
        { from: 540, to: 750 },
        { from: 810, to: 1080 },
      ],
      friday: [{ from: 540, to: 780 }],
    },
    closed: [{ date: '2026-12-25', everyYear: true, say: christmas }],
  }

  test('are read as people write them', () => {
    expect(readHoursYaml(file, ['en-US', 'es-US'])).toEqual({ hours })
    expect(readHoursYaml(`\uFEFF${file.replace('12:30, 13:30', '12:30,13:30')}`, ['en-US'])).toEqual({
      hours,
    })
    const dash = 'monday: 13:30 – 18:00, 9:00-12:30\nsunday: Closed'
    expect(readHoursYaml(dash, ['en-US'])).toEqual({
      hours: { weekly: { monday: hours.weekly.monday, sunday: [] }, closed: [] },
    })
  })

  test('are written as they are read', () => {
    const written = writeHoursYaml(hours)
    expect(written).toMatch(/^monday: 9:00-12:30, 13:30-18:00\nfriday: 9:00-13:00\nclosed:\n/)
    expect(readHoursYaml(written, ['en-US'])).toEqual({ hours })
  })

  test('that are none are an empty file', () => {
    expect(readHoursYaml(writeHoursYaml(undefined), ['en-US'])).toEqual({ hours: undefined })
    expect(readHoursYaml('', ['en-US'])).toEqual({ hours: undefined })
  })
})

describe('a fault in hours is told by its line and cause', () => {
  test.each([
    ['monday: 9:00-12:00, 11:00-13:00', 'line 1: monday: 9:00-12:00 and 11:00-13:00 overlap'],
    ['monday: 9:00-18:00, 10:00-11:00, 12:00-13:00', 'line 1: monday: 9:00-18:00 and 10:00-11:00 overlap'],
    [
      'monday: 9:00-17:00\nfriday: 18:00-2:00',
      'line 2: friday: "18:00-2:00" ends before it begins; hours over midnight are written as 18:00-24:00, and 0:00-2:00 on the next day',
    ],
    ['monday: 9:00-25:00', 'line 1: monday: "9:00-25:00" has a time that does not exist'],
    ['monday: 9:70-12:00', 'line 1: monday: "9:70-12:00" has a time that does not exist'],
    ['monday: 9 to 5', 'line 1: monday: "9 to 5" must be hours such as 9:00-12:30, or closed'],
    ['monday: 9', 'line 1: monday: must be hours such as 9:00-12:30, or closed'],
    ['monday:', 'line 1: monday: must be hours such as 9:00-12:30, or closed'],
    [
      '# Hours\nmonday: 9:00-17:00\nmondey: 9:00-17:00',
      'line 3: "mondey" is no day: there are monday, tuesday, wednesday, thursday, friday, saturday, sunday, and closed',
    ],
    ['monday: 9:00-17:00\nmonday: 9:00-13:00', 'line 2: Map keys must be unique'],
    ['9:00-17:00', 'line 1: must name days, such as monday: 9:00-17:00'],
    [
      'closed: [{ date: 2026-12-25 }]',
      'line 1: no day has hours: name those on which the office is open, such as monday: 9:00-17:00',
    ],
    ['monday: 9:00-17:00\nclosed: 2026-12-25', 'line 2: closed: must be a list of closed days'],
  ])('%j', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault])
  })

  test.each([
    ['- date: 2026-02-29', 'date: "2026-02-29" is not a date that exists, such as 2026-12-25'],
    ['- date: 12/25/2026', 'date: "12/25/2026" is not a date that exists, such as 2026-12-25'],
    ['- every-year: true', 'date: must be a date such as 2026-12-25'],
    ['- 2026-12-25', 'closed: must be a date, such as { date: 2026-12-25 }'],
    ['- { date: 2026-12-25, every-year: maybe }', 'every-year: must be true or false'],
    [
      '- { date: 2026-12-25, yearly: true }',
      '"yearly" is not known here: there are date, every-year and say',
    ],
    ['- { date: 2026-12-25, say: { en-US: Closed. } }', 'say: has no sentence in es-US'],
    [
      '- { date: 2026-12-25, say: Closed. }',
      'say: must give a sentence for each language, such as { en-US: We are closed today. }',
    ],
    [
      '- { date: 2026-12-25, say: { fr-FR: Fermé. } }',
      '"fr-FR" is no language of the line: there are en-US, es-US',
    ],
    ['- { date: 2026-12-25, say: { en-US: " ", es-US: Cerrada. } }', 'en-US: must not be empty'],
    ['- { date: 2026-12-25, say: { en-US: "a\\nb", es-US: Cerrada. } }', 'en-US: must be one line'],
  ])('%j', (entry, fault) => {
    expect(faultsOf(`monday: 9:00-17:00\n\nclosed:\n  ${entry}\n`)).toEqual([`line 4: ${fault}`])
  })

  test('every one of them, also a day that is listed twice', () => {
    const text = [
      'monday: 17:00-9:00',
      'tuesday: late',
      'closed:',
      '  - date: 2026-12-25',
      '    say:',
      '      en-US: 7',
      '      es-US: Cerrada.',
    ]
    expect(faultsOf(text.join('\n')).map((line) => line.split(':')[0])).toEqual([
      'line 1',
      'line 2',
      'line 6',
    ])
    const twice = ['monday: 9:00-17:00', 'closed:', '  - date: 2026-12-25', '  - date: 2026-12-25']
    expect(faultsOf(twice.join('\n'))).toEqual(['line 4: date: "2026-12-25" is listed twice'])
    const yearly = '{ date: 2026-12-25, every-year: true }, { date: 2027-12-25, every-year: true }'
    expect(faultsOf(`monday: 9:00-17:00\nclosed: [${yearly}]`)).toHaveLength(1)
  })

  test('in a file that is no YAML, or whose aliases multiply', () => {
    expect(faultsOf('monday: 9:00-17:00\nfriday: [9:00')[0]).toMatch(/^line \d: /)
    const nine = (name: string) => `[${Array(9).fill(`*${name}`).join(', ')}]`
    const bomb = `a: &a [x]\nb: &b ${nine('a')}\nc: &c ${nine('b')}\nd: &d ${nine('c')}`
    expect(faultsOf(bomb)).toEqual(['line 1: must name days, such as monday: 9:00-17:00'])
  })
})
