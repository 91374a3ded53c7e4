import { type Answer, hangUp, noise, press, say, silence } from 'cxml-phone'
import { describe, expect, test } from 'vitest'
import { openTestLine, type TestClient } from '../helper.ts'

const now = new Date('2026-11-22T15:00:00Z')
const people = [
  ['Catherine Boyer', '1981', '+12025550181'],
  ['John Smith', '1982', '+12025550182'],
  ['Johnny Smith', '1983', '+12025550183'],
  ['Jon Smithers', '1984', '+13035550183'],
  ['Bruce Lee', '1985', '+12025550185'],
  ['Thi Ng', '1986', undefined],
  ['Alex Cox', '1987', '+12025550187'],
  ['Maria de la Cruz', '1988', '+12025550188'],
  ['Kevin O’Neill-Wade', '1989', '+12025550189'],
  ['Rosa García López', '1990', '+12025550190'],
  ['Kathleen Byrne', '1991', undefined],
  ['Kathleen Byrnes', '1992', undefined],
  ['Prince', '1993', undefined],
  ['C J Miller', '1994', undefined],
] as const
const clients: TestClient[] = people.map(([name, pin, phone], at) => ({
  ...{ id: `k${at}`, name, pin, appointments: [{ at: '2026-12-15T14:00' }] },
  ...(phone && { phone }),
}))

const askName = 'Please say your first and last name.'
const useKeys = 'To use the keys instead, press 1.'
const keyLast = 'Press the keys for the first four letters of your last name, then pound.'
const keyFirst = 'Press the keys for the first four letters of your first name, then pound.'
const askEnd = 'Please enter the last four digits of the phone number we have on file for you.'
const askYear = 'Please enter the year you were born.'
const notFound = 'Sorry, I could not find your name in our record. Please try again.'
const notUnderstood = "Sorry, I didn't understand that. Please try again."
const notHeard = "Sorry, I didn't hear anything. Please try again."
const wrongPin = 'That was not correct. Please try again.'
const connecting = 'Let me connect you to someone who can help.'
const told = (name: string) => `${name}, your appointment is on Tuesday, December 15th at 2 PM.`

const open = (settings: Record<string, string> = {}) =>
  openTestLine({ clients, now, settings: { OPERATOR_NUMBER: '+12025550160', ...settings } })
const keys = (...pressed: string[]): Answer[] => pressed.map((one) => press(one))

describe('a caller who only presses keys', () => {
  test.each([
    ['silence', silence, notHeard],
    ['noise', noise, notHeard],
    ['what is no word', say('...'), notUnderstood],
    ['a name that was not found', say('Zebulon Quux'), notFound],
  ])('is offered the keys after %s', async (_, answer, sorry) => {
    const call = await (await open()).call([answer, ...keys('1', '2693', '2284', '1981', '2')])
    expect(call.heard).toEqual([
      ...[askName, sorry, askName, useKeys, keyLast, keyFirst, askYear],
      ...[told('Catherine Boyer'), 'Would you like to receive a text with this information?', 'Goodbye.'],
    ])
  })

  test('may press any key at once, and instead of spelling', async () => {
    const line = await open()
    expect((await line.call([press('7'), hangUp])).heard).toEqual([askName, keyLast])
    const twice = [say('Zebulon Quux'), say('Zebulon Quux')]
    const call = await line.call([...twice, ...keys('1', '2693', '2284', '1981', '2')])
    expect(call.heard).toContain(told('Catherine Boyer'))
  })

  test.each([
    ['three letters', '533#', '2782', '1985', 'Bruce Lee'],
    ['two letters', '64#', '844#', '1986', 'Thi Ng'],
    ['a last name of three letters, and a space after it', '2690', '2539', '1987', 'Alex Cox'],
    ['DELA', '3352', '6274', '1988', 'Maria de la Cruz'],
    ['CRUZ', '2789', '6274', '1988', 'Maria de la Cruz'],
    ['two letters of a longer name', '27#', '62#', '1988', 'Maria de la Cruz'],
    ['an apostrophe', '6634', '5384', '1989', 'Kevin O’Neill-Wade'],
    ['the second half of a double name', '9233', '5384', '1989', 'Kevin O’Neill-Wade'],
    ['the first of two last names', '4272', '7672', '1990', 'Rosa García López'],
    ['the second of two last names', '5673', '7672', '1990', 'Rosa García López'],
    ['a first name by which they are called', '2693', '5283', '1981', 'Catherine Boyer'],
    ['one name only', '7746', '7746', '1993', 'Prince'],
    ['an initial', '6455', '2#', '1994', 'C J Miller'],
  ])('gets through with %s', async (_, last, first, pin, name) => {
    const call = await (await open()).call(keys('1', last, first, pin, '2'))
    expect(call.heard.slice(0, 5)).toEqual([askName, keyLast, keyFirst, askYear, told(name)])
  })

  test('is told apart from others on the same keys by the last four digits', async () => {
    const line = await open()
    for (const [end, pin, name] of [
      ['0182', '1982', 'John Smith'],
      ['0183', '1983', 'Johnny Smith'],
    ] as const) {
      const call = await line.call(keys('1', '7648', '5646', end, pin, '2'))
      expect(call.heard.slice(1, 6)).toEqual([keyLast, keyFirst, askEnd, askYear, told(name)])
    }
  })

  test('with wrong last digits hears the same, and no PIN opens anything', async () => {
    const call = await (await open()).call([...keys('1', '7648', '5646', '9999', '1982'), hangUp])
    expect(call.heard.slice(1)).toEqual([keyLast, keyFirst, askEnd, askYear, wrongPin, keyLast])
  })

  test('who cannot be told apart is connected', async () => {
    const call = await (await open()).call(keys('1', '2976', '5284'))
    expect(call.heard).toEqual([askName, keyLast, keyFirst, connecting])
  })

  test('is never asked to speak: nobody fits, keys without letters, silence, wrong PINs', async () => {
    const call = await (await open()).call([
      ...keys('1', '7889', '9328'),
      ...[press('1990'), press('2693'), silence, press('2284'), press('1900')],
    ])
    expect(call.heard).toEqual([
      ...[askName, keyLast, keyFirst, notFound, keyLast, notUnderstood, keyLast, keyFirst],
      ...[notHeard, keyFirst, askYear, connecting],
    ])
  })

  test('comes back to the keys after a wrong PIN, three times at most', async () => {
    const round = keys('2693', '2284', '1900')
    const call = await (await open()).call([press('1'), ...round, ...round, ...round])
    expect(call.heard).toEqual([
      ...[askName, keyLast, keyFirst, askYear, wrongPin, keyLast, keyFirst, askYear],
      ...[wrongPin, keyLast, keyFirst, askYear, connecting],
    ])
  })

  test('hears no name before the PIN, whatever is said again', async () => {
    const call = await (await open()).call([...keys('1', '2693', '2284', '*', '*'), silence, hangUp])
    expect(call.heard.join(' ')).not.toContain('Boyer')
    expect(call.heard.slice(3)).toEqual([askYear, askYear, askYear, notHeard, askYear])
  })

  test('gets through in Spanish as well', async () => {
    const spanish = { LANGUAGES: 'es-US' }
    const call = await (await open(spanish)).call([silence, ...keys('1', '2693', '2284', '1981', '2')])
    expect(call.heard.slice(2, 7)).toEqual([
      'Por favor, diga su nombre y apellido.',
      'Para usar las teclas, oprima el uno.',
      'Oprima las teclas de las primeras cuatro letras de su apellido y luego la tecla numeral.',
      'Oprima las teclas de las primeras cuatro letras de su nombre y luego la tecla numeral.',
      'Por favor, ingrese el año en que nació.',
    ])
    expect(call.heard.join(' ')).toContain('martes 15 de diciembre')
  })
})

describe('where being on file is a secret, a caller who only presses keys', () => {
  const discreet = { UNKNOWN_NAMES: 'discreet' }

  test('hears the same questions, on file or not, alone on their keys or not', async () => {
    const line = await open(discreet)
    const callAs = async (last: string, first: string) => {
      const once = keys(last, first, '9999', '1900')
      return (await line.call([press('1'), ...once, ...once, hangUp])).heard
    }
    const round = [keyLast, keyFirst, askEnd, askYear, wrongPin]
    for (const [last, first] of [
      ['2693', '2284'],
      ['7889', '9328'],
      ['7648', '5646'],
      ['2976', '5284'],
    ] as const)
      expect(await callAs(last, first)).toEqual([askName, ...round, ...round, keyLast])
  })

  test('gets through where the keys are theirs alone, else by the last digits', async () => {
    const line = await open(discreet)
    for (const [entries, name] of [
      [['2693', '2284', '0000', '1981'], 'Catherine Boyer'],
      [['7648', '5646', '0182', '1982'], 'John Smith'],
    ] as const) {
      const call = await line.call(keys('1', ...entries, '2'))
      expect(call.heard).toEqual([
        ...[askName, keyLast, keyFirst, askEnd, askYear],
        ...[told(name), 'Would you like to receive a text with this information?', 'Goodbye.'],
      ])
    }
  })
})
