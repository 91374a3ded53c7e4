import { type Answer, press, say, silence } from 'cxml-phone'
import { describe, expect, test } from 'vitest'
import { HOURS_AGE_MS } from '../../src/hours/office.ts'
import { readHoursYaml } from '../../src/hours/yaml.ts'
import type { Database } from '../../src/store/database.ts'
import { writeHours } from '../../src/store/hours.ts'
import { openTestLine, type TestClient, type TestLineOptions } from '../helper.ts'
import { post } from '../post.ts'

const operator = '+12025550177'
const clients: TestClient[] = [
  { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2027-01-15T14:00' }] },
]
const file = `
monday: 9:00-12:30, 13:30-18:00
friday: 9:00-13:00
closed:
  - date: 2026-12-25
    every-year: true
    say: { en-US: Our office is closed today for Christmas., es-US: Hoy la oficina está cerrada por Navidad. }
`
const askName = 'Please say your first and last name.'
const thanks = 'Thank you for calling Example Clinic.'
const connecting = 'Let me connect you to someone who can help.'
const closed = 'Our office is closed now.'

/** A line with hours, called at a time of the office's clock (in winter). */
async function openOfficeAt(time: string, { settings = {}, wrap }: TestLineOptions = {}) {
  let now = new Date(`${time}-05:00`)
  const line = await openTestLine({
    ...{ clients, now: () => now, settings: { OPERATOR_NUMBER: operator, ...settings } },
    ...(wrap && { wrap }),
  })
  /** The hours count as soon as the time in which they are not read again has passed. */
  const bringHours = async (text: string) => {
    await writeHours(line.database, hoursOf(text))
    now = new Date(now.getTime() + HOURS_AGE_MS)
  }
  await bringHours(file)
  const dialled = async (answers: Answer[]) => {
    const { events } = await line.call(answers)
    return events.flatMap((event) => (event.kind === 'dialled' ? event.numbers : []))
  }
  return { ...line, bringHours, dialled }
}

function hoursOf(yaml: string) {
  const read = readHoursYaml(yaml, ['en-US', 'es-US'])
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.hours
}

describe('the greeting', () => {
  const settings = { OFFICE_NAME: 'Example Clinic' }

  test('names the office once a call, before the first question, and never at a retry or a repetition', async () => {
    const line = await openOfficeAt('2026-11-23T10:00', { settings })
    const { heard } = await line.call([press('*'), silence, say('Nobody Known'), say('operator')])
    expect(heard.slice(0, 3)).toEqual([thanks, askName, askName])
    expect(heard.filter((one) => one === thanks)).toHaveLength(1)
  })

  test('says on a closed day why, with and without a name, and on other days nothing', async () => {
    const christmas = 'Our office is closed today for Christmas.'
    const named = await openOfficeAt('2026-12-25T10:00', { settings })
    expect((await named.call([say('Example Man')])).heard.slice(0, 3)).toEqual([thanks, christmas, askName])
    const nameless = await openOfficeAt('2031-12-25T10:00')
    expect((await nameless.call([])).heard.slice(0, 2)).toEqual([christmas, askName])
    const after = await openOfficeAt('2026-12-26T10:00')
    expect((await after.call([])).heard[0]).toBe(askName)
  })

  test('is in the language that greets', async () => {
    const line = await openOfficeAt('2026-12-25T10:00', {
      settings: { ...settings, LANGUAGES: 'es-US,en-US' },
    })
    expect((await line.call([press('2')])).heard.slice(0, 5)).toEqual([
      'Gracias por llamar a Example Clinic.',
      'Hoy la oficina está cerrada por Navidad.',
      'Por favor, diga su nombre y apellido.',
      'For English, press two.',
      askName,
    ])
  })
})

describe('while the office is closed', () => {
  const friday = '2026-11-27T13:00'

  test('the operator is not dialled, and the caller hears when it opens again', async () => {
    const line = await openOfficeAt(friday)
    const { heard, ending } = await line.call([say('operator')])
    expect(heard).toEqual([askName, closed, 'It opens again on Monday at 9 AM.', 'Goodbye.'])
    expect(ending.by).toBe('line')
    expect(await line.dialled([press('0')])).toEqual([])
  })

  test.each([
    ['a question was asked too often', [silence, silence, silence]],
    ['three PINs were wrong', [1, 2, 3].flatMap(() => [say('Example Man'), press('1996')])],
  ])('the same is heard after %s', async (_, answers) => {
    const line = await openOfficeAt(friday)
    const { heard } = await line.call(answers)
    expect(heard.slice(-3)).toEqual([closed, 'It opens again on Monday at 9 AM.', 'Goodbye.'])
  })

  test('appointments are told', async () => {
    const line = await openOfficeAt(friday)
    const { heard } = await line.call([say('Example Man'), press('1995'), say('no')])
    expect(heard).toContain('Example Man, your appointment is on Friday, January 15th at 2 PM.')
  })

  test.each([
    ['2026-11-23T12:45', 'It opens again today at 1:30 PM.', 'Abre de nuevo hoy a la 1:30 de la tarde.'],
    ['2026-11-26T20:00', 'It opens again tomorrow at 9 AM.', 'Abre de nuevo mañana a las 9 de la mañana.'],
    [
      '2026-12-25T10:00',
      'It opens again on Monday, December 28th at 9 AM.',
      'Abre de nuevo el lunes 28 de diciembre a las 9 de la mañana.',
    ],
  ])('at %s: "%s" "%s"', async (time, english, spanish) => {
    const line = await openOfficeAt(time, { settings: { LANGUAGES: 'en-US,es-US' } })
    expect((await line.call([say('operator')])).heard).toContain(english)
    const { heard } = await line.call([press('2'), say('operador')])
    expect(heard.slice(-3)).toEqual(['Nuestra oficina está cerrada en este momento.', spanish, 'Adiós.'])
  })

  test('and nobody knows when it opens, that part is left out', async () => {
    const line = await openOfficeAt(friday)
    const days = Array.from({ length: 60 }, (_, week) => Date.parse('2026-11-23') + week * 7 * 86_400_000)
    const closedDays = days.map((day) => `{ date: ${new Date(day).toISOString().slice(0, 10)} }`)
    await line.bringHours(`monday: 9:00-17:00\nclosed: [${closedDays.join(', ')}]`)
    expect((await line.call([say('operator')])).heard).toEqual([askName, closed, 'Goodbye.'])
  })

  test('an apology and the fallback dial nobody either, though the database is down', async () => {
    let isDown = false
    const wrap = (database: Database): Database => ({
      ...database,
      kind: database.kind,
      get: (sql, ...values) => (isDown ? Promise.reject(new Error('down')) : database.get(sql, ...values)),
      allTogether: (selects) => (isDown ? Promise.reject(new Error('down')) : database.allTogether(selects)),
      all: (sql, ...values) => (isDown ? Promise.reject(new Error('down')) : database.all(sql, ...values)),
      run: (sql, ...values) => database.run(sql, ...values),
      transaction: (work, options) => database.transaction(work, options),
      clearLog: () => database.clearLog(),
      close: () => database.close(),
    })
    const line = await openOfficeAt(friday, { wrap })
    await line.call([say('Example Man')])
    isDown = true
    for (const path of ['/voice', '/fallback']) {
      const { body } = await post(line, path, { CallSid: `call-of${path.replace('/', '-')}` })
      expect(body).toContain('Sorry, something went wrong on our side.')
      expect(body).toContain('Goodbye.')
      expect(body).not.toContain('Dial')
    }
  })
})

describe('while the office is open', () => {
  test('the operator is dialled, until the hours change: the next call hears them', async () => {
    const line = await openOfficeAt('2026-11-23T10:00')
    expect((await line.call([say('operator')])).heard).toEqual([askName, connecting])
    expect(await line.dialled([say('operator')])).toEqual([operator])
    await line.bringHours('friday: 9:00-13:00')
    expect(await line.dialled([say('operator')])).toEqual([])
    await line.bringHours('')
    expect(await line.dialled([say('operator')])).toEqual([operator])
  })
})
