import { hangUp, press, say } from 'cxml-phone'
import { describe, expect, test } from 'vitest'
import { openTestLine, type TestClient } from '../helper.ts'

const now = new Date('2026-11-22T15:00:00Z')
const person = (id: string, name: string, pin: string, more: Partial<TestClient> = {}): TestClient => ({
  ...{ id, name, pin, appointments: [{ at: '2026-12-15T14:00' }] },
  ...more,
})
const clients = [
  person('c1', 'Catherine Boyer', '1981', { phone: '+12025550181' }),
  person('c2', 'Jon Smith', '1982', { phone: '+12025550182' }),
  person('c3', 'John Smyth', '1983', { phone: '+12025550183' }),
  person('c4', 'Guadalupe Herrera', '1984', { language: 'es-US' }),
]
const open = (settings: Record<string, string> = {}) => openTestLine({ clients, now, settings })

const askName = 'Please say your first and last name.'
const askEnd = 'Please enter the last four digits of the phone number we have on file for you.'
const notFound = 'Sorry, I could not find your name in our record. Please try again.'
const useKeys = 'To use the keys instead, press 1.'
const spell = 'Please spell your last name, one letter at a time.'

describe('a name that is heard', () => {
  test('as it is on file needs no question, whatever is said around it', async () => {
    const line = await open()
    for (const words of ['Catherine Boyer.', 'my name is catherine boyer', 'Boyer, Catherine']) {
      const call = await line.call([say(words), hangUp])
      expect(call.heard).toEqual([askName, 'Catherine Boyer, please enter the year you were born.'])
    }
  })

  test('as it is on file needs no question among people who share a name with the caller, either', async () => {
    const names = ['Jane Doe', 'John Doe', 'Jane Roe', 'Joan Roe', 'Jean Doe', 'Sam Lee', 'Pam Lee']
    const relatives = names.map((name, at) => person(`r${at}`, name, '1970'))
    const line = await openTestLine({ clients: relatives, now })
    for (const name of names) {
      const call = await line.call([say(name), hangUp])
      expect(call.heard[1]).toMatch(/please enter|last four digits/)
    }
  })

  test('with initials is found as it is on file, however they are written', async () => {
    const names = ['C J Miller', 'T.J. Hooper', 'J. R. R. Tolkien', 'B. B. King', 'O.J. Lang', 'DJ Kay']
    const others = ['Ann King', 'Jay Miller', 'Anne Tolkien', 'John R. Smith', 'Carl Miller']
    const all = [...names, ...others].map((name, at) => person(`i${at}`, name, '1970'))
    const line = await openTestLine({ clients: all, now })
    const writings = (name: string) => {
      const letters = name.replace(/[. ]+(?=[A-Z]\b)/g, '').replace('.', '')
      return [name, name.replaceAll('.', ''), letters, `this is ${name} speaking`]
    }
    for (const name of [...names, 'John R. Smith'])
      for (const written of writings(name)) {
        const call = await line.call([say(written), hangUp])
        expect([written, call.heard[1]]).toEqual([written, `${name}, please enter the year you were born.`])
      }
    const call = await line.call([say('See Jay Miller'), hangUp])
    expect(call.heard[1]).toMatch('C J Miller')
  })

  test('with letters masked by a profanity filter is asked about, where both its parts have letters', async () => {
    const names = ['Dick Butts', 'Dora Banks', 'Ann Lee', 'Amy Lee', 'Abe Lee', 'Bo Dick']
    const all = names.map((name, at) => person(`m${at}`, name, '1970', { phone: `+1202555019${at}` }))
    const line = await openTestLine({ clients: all, now })
    const firstAnswer = async (words: string) => (await line.call([say(words), hangUp])).heard[1]
    expect(await firstAnswer('D*** B****')).toBe('Did you mean Dick Butts?')
    expect(await firstAnswer('my name is D*** Butts.')).toBe('Did you mean Dick Butts?')
    expect(await firstAnswer('B****, D***')).toBe('Did you mean Dick Butts?')
    expect(await firstAnswer('Bo D***')).toBe('Did you mean Bo Dick?')
    // Three people fit, or nobody, or only one part has letters.
    for (const words of ['A** L**', 'D*** B***', 'X*** B****', '**** Butts', 'D***'])
      expect([words, await firstAnswer(words)]).toEqual([words, notFound])
    const call = await line.call([say('D*** B****'), say('no'), say('yes'), press('1970'), hangUp])
    expect(call.heard.slice(1, 4)).toEqual([
      'Did you mean Dick Butts?',
      'Did you mean Dora Banks?',
      'Dora Banks, please enter the year you were born.',
    ])
  })

  test('of more people than ten leads each to their own record', async () => {
    const namesakes = Array.from({ length: 30 }, (_, at) =>
      person(`n${at}`, 'James Smith', `${1950 + at}`, { phone: `+120255501${String(at).padStart(2, '0')}` }),
    )
    const line = await openTestLine({ clients: namesakes, now })
    for (const at of [0, 17, 29]) {
      const end = `01${String(at).padStart(2, '0')}`
      const call = await line.call([say('James Smith'), press(end), press(`${1950 + at}`), press('2')])
      expect(call.heard[3]).toContain('James Smith, your appointment is on')
    }
  })

  test('of as many people with long ids is told apart as fit into a URL, and leads to the operator otherwise', async () => {
    const hear = async (id: (at: number) => string, name: string) => {
      const namesakes = Array.from({ length: 60 }, (_, at) =>
        person(id(at), 'James Smith', '1970', { phone: `+120255501${String(at).padStart(2, '0')}` }),
      )
      const line = await openTestLine({ clients: namesakes, now })
      const call = await line.call([say(name), say('yes'), press('0117'), press('1970')])
      expect(call.breaches).toEqual([])
      return call.heard.join(' ')
    }
    const uuid = (at: number) => `${at}-0000000-0000-0000-0000-000000000000`
    const long = (at: number) => `${at}-${'#é'.repeat(30)}`
    expect(await hear(uuid, 'James Smith')).toContain('the last four digits')
    for (const name of ['James Smith', 'James Smyte']) {
      const heard = await hear(long, name)
      expect([name, heard]).toEqual([
        name,
        expect.stringMatching(/someone who can help|can't help you with this call/),
      ])
    }
  })

  test('near to one on file is asked about, and the PIN decides', async () => {
    const call = await (await open()).call([
      say('Catherine Bowyer Lee'),
      say('yes'),
      press('1981'),
      say('no'),
    ])
    expect(call.heard[1]).toBe('Did you mean Catherine Boyer?')
    expect(call.heard[2]).toBe('Catherine Boyer, please enter the year you were born.')
    expect(call.heard.at(-1)).toBe('Goodbye.')
  })

  test('and declined is out: the caller says it again, then spells it', async () => {
    const call = await (await open()).call([
      ...[say('Catherine Bowyer Lee'), press('2')],
      ...[say('Catherine Bowyer Lee'), hangUp],
    ])
    expect(call.heard).toEqual([
      ...[askName, 'Did you mean Catherine Boyer?', notFound, askName, useKeys],
      ...[notFound, spell, useKeys],
    ])
  })

  test('like two on file leads to the private question, and each gets in with their own PIN', async () => {
    const line = await open()
    for (const [end, pin, name] of [
      ['0182', '1982', 'Jon Smith'],
      ['0183', '1983', 'John Smyth'],
    ] as const) {
      const call = await line.call([say('Jon Smith'), press(end), press(pin), say('no')])
      expect(call.heard.slice(0, 3)).toEqual([
        askName,
        askEnd,
        'Jon Smith, please enter the year you were born.',
      ])
      expect(call.heard[3]).toBe(`${name}, your appointment is on Tuesday, December 15th at 2 PM.`)
    }
  })
})

describe('relatives who share a phone', () => {
  const phone = '+12025550123'
  const household = [
    person('r1', 'Joan Archer', '1971'),
    person('r2', 'John Archer', '1972', { phone }),
    person('r3', 'Maria Ruiz', '1973', { phone }),
    person('r4', 'Mario Ruiz', '1974'),
  ]
  const sharing = (settings = {}) => openTestLine({ clients: household, now, settings })

  test.each([{}, { UNKNOWN_NAMES: 'discreet' }])('reach each their own record, %j', async (settings) => {
    const line = await sharing(settings)
    for (const { name, pin } of household) {
      const call = await line.call([say(name), press(pin), say('no')], { from: phone })
      expect(call.heard.slice(1, 3)).toEqual([
        `${name}, please enter the year you were born.`,
        expect.stringContaining(`${name}, your appointment is on`),
      ])
    }
  })

  test.each([{}, { UNKNOWN_NAMES: 'discreet' }])('do not lock each other’s record, %j', async (settings) => {
    const line = await sharing(settings)
    const from = { from: '+12025550177' }
    for (let n = 0; n < 5; n++) {
      await line.call([say('Joan Archer'), press('1900'), hangUp], { from: phone })
    }
    const joan = await line.call([say('Joan Archer'), press('1971'), hangUp], from)
    expect(joan.heard[2]).toBe('That was not correct. Please try again.')
    const john = await line.call([say('John Archer'), press('1972'), say('no')], from)
    expect(john.heard[2]).toContain('John Archer, your appointment is on')
  })
})

describe('a name of which only one half was said', () => {
  const people = [
    ...[person('h1', 'Jon Schmidt', '1961'), person('h2', 'Mary Lee', '1962')],
    ...[person('h3', 'Rosa Lee', '1963'), person('h4', 'Luis Ortega', '1964', { phone: '+12025550123' })],
    ...[person('h5', 'Zelda Quackenbush', '1965'), person('h6', 'Annabel Nye', '1966')],
  ]
  const openHalves = () => openTestLine({ clients: people, now })
  const names = people.map(({ name }) => name)

  test.each([
    'John',
    'my name is Jon',
    'Schmidt.',
    'Mr. Quackenbush',
    'Luis',
    'Marie',
    'Rosa',
    'Lee',
    'Anna',
  ])('"%s" is not answered with the whole', async (half) => {
    const line = await openHalves()
    const call = await line.call([say(half), say(half), say(half), hangUp])
    expect(call.heard.slice(1, 3)).toEqual([notFound, askName])
    for (const name of names) expect(call.heard.join(' ')).not.toContain(name)
  })

  test('is completed by spelling the other half', async () => {
    const call = await (await openHalves()).call([say('John'), say('John'), say('S C H M I D T'), hangUp])
    expect(call.heard).toContain(spell)
    expect(call.heard.at(-1)).toMatch(/^(Did you mean )?Jon Schmidt/)
  })

  test.each([
    ['Schmidt', 'S C H M I D T'],
    ['John', 'Q U A C K'],
    ['Wilhelmina', 'Q U A C K E N B U S H'],
  ])('"%s" and the letters "%s" name nobody', async (half, letters) => {
    const call = await (await openHalves()).call([say(half), say(half), say(letters), hangUp])
    for (const name of names) expect(call.heard.join(' ')).not.toContain(name)
  })
})

describe('a sentence around the name', () => {
  const people = [
    ...[person('s1', 'Jose Garcia', '1951'), person('s2', 'Luis Ortiz', '1952')],
    ...[person('s3', 'Ann Lee', '1953'), person('s4', 'Carmen Delgado', '1954')],
  ]
  const askFirst = 'First, please say your first and last name.'

  test.each([
    ['Jose Garcia calling about my appointment', 'Jose Garcia'],
    ['Hi, I need to cancel my appointment. My name is Jose Garcia.', 'Jose Garcia'],
    ["I'm calling for my son Luis Ortiz", 'Luis Ortiz'],
    ['Ann Lee, date of birth January 5th 1966', 'Ann Lee'],
    ['Habla Carmen Delgado, tengo una cita mañana', 'Carmen Delgado'],
  ])('"%s" is not part of it', async (sentence, name) => {
    const line = await openTestLine({ clients: people, now })
    const call = await line.call([say(sentence), hangUp])
    expect(call.heard[1]).toBe(`${name}, please enter the year you were born.`)
  })

  test.each([{}, { UNKNOWN_NAMES: 'discreet' }])('is not a wish without a name, %j', async (settings) => {
    const line = await openTestLine({ clients: people, now, settings })
    const call = await line.call([say('I need to cancel my appointment'), press('*'), say('Ann Lee'), hangUp])
    expect(call.heard.slice(1, 3)).toEqual([askFirst, askFirst])
    expect(call.heard[3]).toBe(
      'UNKNOWN_NAMES' in settings ? spell : 'Ann Lee, please enter the year you were born.',
    )
  })

  test('a wish counts as a try, and is answered in the language of the call', async () => {
    const line = await openTestLine({ clients: people, now, settings: { LANGUAGES: 'es-US' } })
    const wish = say('Quiero cambiar mi cita')
    const call = await line.call([wish, wish, wish])
    const askFirstInSpanish = 'Primero, por favor, diga su nombre y apellido.'
    expect(call.heard.slice(1, 3)).toEqual([askFirstInSpanish, askFirstInSpanish])
    expect(call.heard).toHaveLength(4)
  })
})

describe('with two languages', () => {
  const bilingual = { LANGUAGES: 'en-US,es-US' }
  const offer = 'Para español, oprima el dos.'
  const askNameSpanish = 'Por favor, diga su nombre y apellido.'

  test.each([
    ['pressing two', press('2')],
    ['saying so', say('español')],
  ])('%s switches, and the whole call stays in Spanish', async (_, choice) => {
    const call = await (await open(bilingual)).call([
      choice,
      say('Catherine Boyer'),
      press('1981'),
      say('no, gracias'),
    ])
    expect(call.heard.slice(0, 2)).toEqual([askName, offer])
    expect(call.heard[2]).toBe(askNameSpanish)
    expect(call.heard.join(' ')).toContain('martes 15 de diciembre a las 2 de la tarde')
    const spoken = call.events.flatMap((event) =>
      event.kind === 'spoken' ? [[event.text, event.language]] : [],
    )
    expect(spoken[1]).toEqual([offer, 'es-US'])
    expect(spoken.slice(2).every(([, language]) => language === 'es-US')).toBe(true)
  })

  test('a client’s own language wins once they are known', async () => {
    const call = await (await open(bilingual)).call([say('Guadalupe Herrera'), press('1984'), say('no')])
    const spoken = call.events.flatMap((event) => (event.kind === 'spoken' ? [event.language] : []))
    expect(spoken.slice(0, 3)).toEqual(['en-US', 'es-US', 'es-US'])
  })

  test('a line with one language neither offers nor takes another', async () => {
    const call = await (await open()).call([press('2'), hangUp])
    expect(call.heard).toEqual([
      askName,
      'Press the keys for the first four letters of your last name, then pound.',
    ])
  })
})

describe('where being on file is a secret', () => {
  const discreet = { UNKNOWN_NAMES: 'discreet' }
  const masked = (heard: string[], name: string) => heard.map((one) => one.replace(name, 'NAME'))

  test('on the second try everyone spells their last name, on file or not', async () => {
    const line = await open(discreet)
    const callAs = async (name: string, letters: string) => {
      const call = await line.call([say(name), press('1900'), say(name), say(letters), press('1900'), hangUp])
      return masked(call.heard, name)
    }
    const known = await callAs('Catherine Boyer', 'B O Y E R')
    expect(known).toContain(spell)
    expect(await callAs('Zebulon Quux', 'Q U U X')).toEqual(known)
    expect(await callAs('John Smith', 'S M I T H')).toEqual(known)
  })

  test('whoever spells a name that sounds like another one gets in', async () => {
    const call = await (await open(discreet)).call([
      ...[say('John Smith'), press('1983')],
      ...[say('John Smith'), say('S M Y T H'), press('1983'), say('no')],
    ])
    expect(call.heard.join(' ')).toContain(
      'John Smyth, your appointment is on Tuesday, December 15th at 2 PM.',
    )
  })
})
