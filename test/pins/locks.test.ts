import { type Answer, hangUp, press, say, silence } from 'cxml-phone'
import { describe, expect, test } from 'vitest'
import { openTestLine, type TestClient } from '../helper.ts'
import { actionOf, post } from '../post.ts'

const HOUR = 3_600_000
const start = Date.UTC(2026, 10, 22, 15)
const appointments = [{ at: '2026-12-15T14:00' }]
const clients: TestClient[] = [
  { id: 'c1', name: 'Marguerite Thornbury', pin: '1995', appointments },
  { id: 'c2', name: 'Bartholomew Quick', pin: '1961', appointments },
]
const wrong = 'That was not correct. Please try again.'

async function openLine(settings: Record<string, string> = {}) {
  const clock = { now: start }
  const line = await openTestLine({ clients, now: () => new Date(clock.now), settings })
  /** One guess in a call of its own. */
  const guess = async (pin: string, from: string, name = 'Marguerite Thornbury') =>
    (await line.call([say(name), press(pin)], { from })).heard.slice(2)
  return { ...line, guess, clock }
}

test('thirty-one guesses from thirty-one numbers open nothing, though the right PIN is among them', async () => {
  const line = await openLine()
  for (let n = 0; n < 31; n++) {
    const pin = n === 7 || n === 30 ? '1995' : String(1930 + n)
    const heard = await line.guess(pin, `+120255501${10 + n}`)
    expect(heard.slice(0, 2)).toEqual([wrong, 'Please say your first and last name.'])
    expect(heard.join(' ')).not.toContain('December')
  }
})

test('a locked record sounds exactly like a wrong PIN, and opens again after an hour', async () => {
  const line = await openLine()
  const sounds = await line.guess('1930', '+12025550110')
  for (let n = 1; n < 5; n++) await line.guess('1930', `+120255501${10 + n}`)
  expect(await line.guess('1995', '+12025550131')).toEqual(sounds)
  line.clock.now += HOUR
  expect((await line.guess('1995', '+12025550131'))[0]).toContain('December 15th')
})

test('a number that was wrong ten times is not believed any more, and others are', async () => {
  const line = await openLine()
  const from = '+12025550177'
  for (let n = 0; n < 4; n++) await line.guess('1930', from)
  for (let n = 0; n < 4; n++) await line.guess('1930', from, 'Bartholomew Quick')
  for (let n = 0; n < 2; n++) await line.guess('1930', from, 'Marguerite Thornbury')
  expect((await line.guess('1961', from, 'Bartholomew Quick'))[0]).toBe(wrong)
  expect((await line.guess('1961', '+12025550178', 'Bartholomew Quick'))[0]).toContain('December 15th')
})

describe('the last four digits, which tell people of like names apart', () => {
  const namesakes: TestClient[] = [
    { id: 's1', name: 'Jon Smith', pin: '1982', phone: '+12025550182', appointments },
    { id: 's2', name: 'John Smyth', pin: '1983', phone: '+12025550183', language: 'es-US', appointments },
  ]
  const settings = { LANGUAGES: 'en-US,es-US' }
  const openNamesakes = () => openTestLine({ clients: namesakes, now: new Date(start), settings })
  const tenWrong = async (line: Awaited<ReturnType<typeof openNamesakes>>, who: Answer[]) => {
    for (let n = 0; n < 10; n++) await line.call([...who, press(String(9000 + n)), hangUp])
  }

  test.each([
    ['said', [say('Jon Smith')]],
    ['keyed', [press('1'), press('76'), press('56')]],
  ])('are counted under the calling number when they are wrong, the name being %s', async (_, who) => {
    const line = await openNamesakes()
    await tenWrong(line, who)
    const right = [...who, press('0182'), press('1982'), hangUp]
    expect((await line.call(right)).heard).toContain(wrong)
    const elsewhere = await line.call(right, { from: '+12025550178' })
    expect(elsewhere.heard.join(' ')).toContain('December 15th')
  })

  test.each([
    ['said', [say('Jon Smith')]],
    ['keyed', [press('1'), press('76'), press('56')]],
  ])('are answered alike, right or wrong, whoever they choose, the name being %s', async (_, who) => {
    const line = await openNamesakes()
    const after = async (digits: string) =>
      (await line.call([...who, press(digits), silence, press('*'), press('1900'), hangUp])).heard
    const sounds = await after('0182')
    expect(await after('0183')).toEqual(sounds)
    expect(await after('9999')).toEqual(sounds)
  })
})

describe('callers without a number', () => {
  const withheld = ['anonymous', 'Restricted', '+266696687', '', 'sip:someone@example.com']
  const operator = 'Let me connect you to someone who can help.'
  const settings = { OPERATOR_NUMBER: '+12025550188' }

  test('share one count: after ten wrong PINs they are connected for an hour, and others are not', async () => {
    const line = await openLine(settings)
    for (let n = 0; n < 10; n++) {
      const from = withheld[n % withheld.length] ?? ''
      const heard = await line.guess('1930', from)
      expect(heard.join(' ')).toContain(wrong)
    }
    for (const from of withheld) {
      const call = await line.call([say('Bartholomew Quick'), press('1961')], { from })
      expect(call.heard).toEqual([operator])
    }
    expect((await line.guess('1961', '+12025550178', 'Bartholomew Quick'))[0]).toContain('December 15th')
    line.clock.now += HOUR
    expect((await line.guess('1961', 'anonymous', 'Bartholomew Quick'))[0]).toContain('December 15th')
  })

  test('are not connected for wrong PINs that are more than an hour old, and never for longer than an hour', async () => {
    const line = await openLine(settings)
    const nine = async () => {
      for (let n = 0; n < 9; n++) await line.guess('1930', 'anonymous')
    }
    await nine()
    line.clock.now += HOUR
    await nine()
    expect((await line.guess('1961', 'anonymous', 'Bartholomew Quick'))[0]).toContain('December 15th')
    for (let lockout = 0; lockout < 3; lockout++) {
      await nine()
      await line.guess('1930', 'anonymous')
      line.clock.now += HOUR - 1
      expect((await line.call([hangUp], { from: 'anonymous' })).heard).toEqual([operator])
      line.clock.now += 1
      expect((await line.guess('1961', 'anonymous', 'Bartholomew Quick'))[0]).toContain('December 15th')
    }
  })

  test('who are in a call already are connected at its next step', async () => {
    const line = await openLine(settings)
    const fields = { CallSid: 'before', From: 'anonymous' }
    const asksName = await post(line, '/voice', fields)
    const asksPin = await post(line, actionOf(asksName.body), {
      ...fields,
      SpeechResult: 'Bartholomew Quick',
    })
    for (let n = 0; n < 10; n++) await line.guess('1930', 'anonymous')
    const { body } = await post(line, actionOf(asksPin.body), { ...fields, Digits: '1961' })
    expect(body).toContain(operator)
    expect(body).not.toContain('December')
  })
})
