import { hangUp, press, say, silence } from 'cxml-phone'
import { describe, expect, test } from 'vitest'
import { fileClients, openTestLine, type TestClient } from '../helper.ts'

const now = new Date('2026-11-22T15:00:00Z')
const man: TestClient = {
  id: 'c1',
  name: 'Example Man',
  pin: '1995',
  phone: '+12025550101',
  appointments: [{ at: '2026-12-15T14:00', note: 'Please bring your card.' }],
}
const woman: TestClient = {
  id: 'c2',
  name: 'Example Woman',
  pin: '1999',
  appointments: [{ at: '2027-01-20T09:30' }, { at: '2026-12-20T14:00' }, { at: '2026-11-20T14:00' }],
}
const nobody: TestClient = {
  id: 'c3',
  name: 'Past Person',
  pin: '1950',
  appointments: [{ at: '2026-11-21T14:00' }],
}

const askName = 'Please say your first and last name.'
const askYear = 'Example Man, please enter the year you were born.'
const notHeard = "Sorry, I didn't hear anything. Please try again."
const notFound = 'Sorry, I could not find your name in our record. Please try again.'
const spell = 'Please spell your last name, one letter at a time.'
const useKeys = 'To use the keys instead, press 1.'
const keyLast = 'Press the keys for the first four letters of your last name, then pound.'
const keyFirst = 'Press the keys for the first four letters of your first name, then pound.'
const notUnderstood = "Sorry, I didn't understand that. Please try again."
const wrongPin = 'That was not correct. Please try again.'
const told = 'Example Man, your appointment is on Tuesday, December 15th at 2 PM.'
const note = 'Please bring your card.'
const askText = 'Would you like to receive a text with this information?'
const promised = 'Your details will be messaged to you shortly. Goodbye.'
const connecting = 'Let me connect you to someone who can help.'
const cannotHelp = "Sorry, I can't help you with this call. Please try again later. Goodbye."

const clients = [man, woman, nobody]
const operator = { OPERATOR_NUMBER: '+12025550190' }
const open = (settings = {}) => openTestLine({ clients, now, settings })

describe('a caller', () => {
  test('hears their appointment and is texted it', async () => {
    const line = await open()
    const call = await line.dial()
    expect(call).toHear(askName)
    await call.say('Example Man')
    expect(call).toHear(askYear)
    await call.press('1995')
    expect(call).toHear(told, note, askText)
    await call.say('Yes.')
    expect(call).toHear(promised)
    expect(call).toBeOver('line')
    expect(call.heard).toHaveLength(6)
    expect(await line.texts()).toEqual([{ from: line.number, to: line.caller, body: `${told} ${note}` }])
  })

  test('may say the year, and press a key for no', async () => {
    const call = await (await open()).call([say('example man.'), say('1995'), press('2')])
    expect(call.heard).toEqual([askName, askYear, told, note, askText, 'Goodbye.'])
  })

  test('with several appointments hears the next one', async () => {
    const call = await (await open()).dial()
    await call.say('Example Woman')
    await call.press('1999')
    expect(call).toHear('Example Woman, your appointment is on Sunday, December 20th at 2 PM.')
  })

  test('whose appointment is more than eleven months ahead hears the year as well', async () => {
    const clients = [{ id: 'f1', name: 'Far Ahead', pin: '1960', appointments: [{ at: '2027-12-15T14:00' }] }]
    const call = await (await openTestLine({ clients, now })).dial()
    await call.say('Far Ahead')
    await call.press('1960')
    expect(call).toHear(
      'Far Ahead, your appointment is on Wednesday, December 15th at 2 PM.',
      'That is in the year 2027.',
    )
  })

  test('without an upcoming appointment hears so, and is offered no text', async () => {
    const call = await (await open()).dial()
    await call.say('Past Person')
    await call.press('1950')
    expect(call).toHear('Past Person, you have no upcoming appointment. Goodbye.')
    expect(call).not.toHear(askText)
    expect(call).toBeOver('line')
  })

  test('who says nothing is asked three times, whether or not silence is posted', async () => {
    for (const emptyResult of ['missing', 'blank'] as const) {
      const call = await (await open()).call([], { switches: { emptyResult } })
      expect(call.heard).toEqual([
        ...[askName, notHeard, askName, useKeys, notHeard, askName, useKeys, cannotHelp],
      ])
    }
  })

  test('who says nothing when asked for the year is asked for it again, and nothing counts as wrong', async () => {
    const call = await (await open()).call([say('Example Man'), silence, silence, press('1995'), say('no')])
    expect(call.heard.slice(1, 7)).toEqual([askYear, notHeard, askYear, notHeard, askYear, told])
  })

  test('whose name is not on file says it again, spells it, keys it in, and is connected', async () => {
    const call = await (await open(operator)).call([
      say('Zebulon Quux'),
      say('Zebulon Quux'),
      say('Q U U X'),
      ...[press('7889'), press('9328')],
      ...[press('7889'), press('9328')],
      ...[press('7889'), press('9328')],
    ])
    const bySpeech = [askName, notFound, askName, useKeys, notFound, spell, useKeys]
    const round = [notFound, keyLast, keyFirst]
    expect(call.heard).toEqual([...bySpeech, ...round, ...round, ...round, connecting])
    expect(call.events).toContainEqual(
      expect.objectContaining({ kind: 'dialled', numbers: ['+12025550190'] }),
    )
  })

  test('who makes no sense is told so, not that they are unknown', async () => {
    const call = await (await open()).call([
      say('...'),
      say('?'),
      say('Example Man'),
      say('my birthday'),
      hangUp,
    ])
    expect(call.heard).toEqual([
      askName,
      notUnderstood,
      askName,
      useKeys,
      notUnderstood,
      askName,
      useKeys,
      askYear,
      notUnderstood,
      askYear,
    ])
  })

  test('with a wrong PIN starts again, and after three hears nothing that is on file', async () => {
    const wrong = [say('Example Man'), press('1996')]
    const call = await (await open(operator)).call([...wrong, ...wrong, ...wrong])
    const round = [askName, askYear]
    expect(call.heard).toEqual([...round, wrongPin, ...round, wrongPin, ...round, connecting])
  })

  test('with another client’s PIN is wrong', async () => {
    const call = await (await open()).dial()
    await call.say('Example Man')
    await call.press('1999')
    expect(call).toHear(wrongPin, askName)
  })

  test('is never asked anything more than three times, however the tries are mixed', async () => {
    const mixed = [
      say('Some Body'),
      say('Example Man'),
      silence,
      press('1996'),
      say('Example Man'),
      say('what'),
      press('1996'),
    ]
    const call = await (await open()).call(mixed)
    for (const question of [askName, askYear]) {
      expect(call.heard.filter((one) => one === question).length).toBeLessThanOrEqual(3 + 3)
    }
    expect(call.heard.at(-1)).toBe(cannotHelp)
  })

  test('who says repeat hears the last thing again, three times, without using up a try', async () => {
    const repeat = [say('repeat'), press('*'), say('repeat')]
    const call = await (await open()).call([
      say('Some Body'),
      ...repeat,
      say('Example Man'),
      press('1995'),
      say('repeat'),
      say('no'),
    ])
    const again = [notFound, askName, useKeys]
    expect(call.heard).toEqual([
      askName,
      ...again,
      ...again,
      ...again,
      ...again,
      askYear,
      told,
      note,
      askText,
      told,
      note,
      askText,
      'Goodbye.',
    ])
  })

  test('whose appointment is moved during the call is texted what they heard', async () => {
    const line = await open()
    const moved = { ...man, appointments: [{ at: '2026-12-17T09:00' }] }
    const call = await line.dial()
    await call.say('Example Man')
    await call.press('1995')
    await fileClients(line.database, line.config, [moved])
    await call.press('*')
    expect(call).toHear(told, note, askText)
    await call.say('yes')
    expect(call).toHear(promised)
    expect(call).toText(`${told} ${note}`)
  })

  test('who keeps saying repeat uses up tries after the third time', async () => {
    const call = await (await open()).call(Array.from({ length: 30 }, () => press('*')))
    expect(call.heard.filter((one) => one === askName)).toHaveLength(3 * 4)
    expect(call.heard.at(-1)).toBe(cannotHelp)
  })

  test.each([
    ['at the name', []],
    ['at the year', [say('Example Man')]],
    ['at the offer', [say('Example Man'), press('1995')]],
  ])('who asks for the operator %s is connected', async (_, before) => {
    for (const wish of [say('Operator.'), press('0')]) {
      const call = await (await open(operator)).call([...before, wish])
      expect(call.heard.at(-1)).toBe(connecting)
      expect(call.breaches).toEqual([])
    }
  })

  test('whom the operator does not answer hears so', async () => {
    const call = await (await open(operator)).call([press('0')], { switches: { dialStatus: 'no-answer' } })
    expect(call.heard).toEqual([askName, connecting, cannotHelp])
  })

  test('who is unclear about the text is asked once more, then let go', async () => {
    const call = await (await open()).call([say('Example Man'), press('1995'), say('perhaps'), silence])
    expect(call.heard.slice(2)).toEqual([told, note, askText, notUnderstood, askText, 'Goodbye.'])
  })

  test.each(['anonymous', 'Restricted', '+266696687', 'sip:man@example.com', '5551234', ''])(
    'whose number is %j is offered no text',
    async (from) => {
      const call = await (await open()).call([say('Example Man'), press('1995')], { from })
      expect(call.heard.slice(2)).toEqual([told, note, 'Goodbye.'])
      expect(call.ending.by).toBe('line')
    },
  )

  test('who hangs up leaves a record of the call and nothing else', async () => {
    const line = await open()
    const call = await line.call([say('Example Man'), hangUp])
    const rows = await line.database.all(
      'SELECT step, outcome, end_status FROM calls WHERE call_sid = ?',
      call.callSid,
    )
    expect(rows).toEqual([{ step: 'name', outcome: 'ask', end_status: 'completed' }])
  })
})

describe('two people of one name', () => {
  const older: TestClient = {
    id: 'd1',
    name: 'Jo Double',
    pin: '1950',
    phone: '+12025550150',
    appointments: [{ at: '2026-12-01T09:00' }],
  }
  const younger: TestClient = {
    id: 'd2',
    name: 'Jo Double',
    pin: '1990',
    phone: '+12025550190',
    appointments: [{ at: '2026-12-02T09:00' }],
  }
  const askEnd = 'Please enter the last four digits of the phone number we have on file for you.'
  const askHer = 'Jo Double, please enter the year you were born.'
  const openWith = (clients: TestClient[]) => openTestLine({ clients, now, settings: operator })

  test('each get in with the end of their number and their own PIN', async () => {
    const line = await openWith([older, younger])
    const first = await line.dial()
    await first.say('Jo Double')
    expect(first).toHear(askEnd)
    await first.press('0150')
    expect(first).toHear(askHer)
    await first.press('1950')
    expect(first).toHear('Jo Double, your appointment is on Tuesday, December 1st at 9 AM.')
    const second = await line.dial()
    await second.say('Jo Double')
    await second.press('0190')
    await second.press('1990')
    expect(second).toHear('Jo Double, your appointment is on Wednesday, December 2nd at 9 AM.')
  })

  test('do not get in with the other one’s PIN', async () => {
    const call = await (await openWith([older, younger])).dial()
    await call.say('Jo Double')
    await call.press('0150')
    await call.press('1990')
    expect(call).toHear(wrongPin, askName)
  })

  test('are not given away: digits that fit nobody are followed by the same question, and no PIN is right', async () => {
    const line = await openWith([older, younger])
    const call = await line.call([
      say('Jo Double'),
      press('9999'),
      press('1950'),
      say('Jo Double'),
      press('9999'),
      press('1990'),
      hangUp,
    ])
    expect(call.heard).toEqual([
      askName,
      askEnd,
      askHer,
      wrongPin,
      askName,
      askEnd,
      askHer,
      wrongPin,
      askName,
    ])
    expect(await line.database.all('SELECT DISTINCT client_id FROM pin_entries')).toEqual([{ client_id: '' }])
  })

  test('who cannot be told apart are connected to the operator, without a PIN being tried', async () => {
    const line = await openWith([older, { ...younger, phone: '+13035550150' }])
    const call = await line.call([say('Jo Double')])
    expect(call.heard).toEqual([askName, connecting])
  })

  test('of whom some cannot be told apart: those are connected, the others get in', async () => {
    const third: TestClient = { ...older, id: 'd3', pin: '1970' }
    const line = await openWith([older, younger, third])
    expect((await line.call([say('Jo Double'), press('0150')])).heard).toEqual([askName, askEnd, connecting])
    expect((await line.call([say('Jo Double'), press('0190'), press('1990'), say('no')])).heard).toHaveLength(
      6,
    )
  })
})

describe('where being on file is a secret', () => {
  const discreet = { UNKNOWN_NAMES: 'discreet' }

  test('an unknown name hears what a known one with a wrong PIN hears', async () => {
    const line = await open(discreet)
    const known = await line.call([
      say('Example Man'),
      press('1996'),
      say('Example Man'),
      silence,
      press('1996'),
    ])
    const unknown = await line.call([
      say('Some Body'),
      press('1996'),
      say('Some Body'),
      silence,
      press('1996'),
    ])
    expect(unknown.heard.map((one) => one.replace('Some Body', 'Example Man'))).toEqual(known.heard)
    expect(known.heard).toContain(wrongPin)
  })

  test('only what the caller said is said back', async () => {
    const call = await (await open(discreet)).call([say('example  MAN.'), hangUp])
    expect(call.heard[1]).toBe('example MAN, please enter the year you were born.')
  })
})
