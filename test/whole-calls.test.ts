import { type Answer, press, say, silence } from 'cxml-phone'
import { expect, test } from 'vitest'
import { openTestLine, type TestClient } from './helper.ts'
import { actionOf, masked, post } from './post.ts'
import { databases } from './store/databases.ts'

const now = new Date('2026-11-22T15:00:00Z')
const appointments = [{ at: '2026-12-15T14:00', note: 'Please bring your card.' }]
const clients: TestClient[] = [
  { id: 'c1', name: 'Example Man', pin: '1995', phone: '+12025550101', appointments },
  { id: 'c2', name: 'Anna Meyer', pin: '1980', phone: '+12025550111', appointments },
  { id: 'c3', name: 'Anna Meier', pin: '1981', phone: '+12025550122', appointments },
]
const told = 'your appointment is on Tuesday, December 15th at 2 PM.'

type Play = { answers: Answer[]; says: string[] }
const calls: Record<string, Play> = {
  'a caller hears their appointment and is texted it': {
    answers: [say('Example Man'), press('1995'), say('yes')],
    says: [
      'Example Man, please enter the year you were born.',
      `Example Man, ${told}`,
      'Please bring your card.',
      'Your details will be messaged to you shortly. Goodbye.',
    ],
  },
  'a wrong PIN, silence, and then the right one': {
    answers: [say('Example Man'), press('1996'), say('Example Man'), silence, press('1995'), say('no')],
    says: ['That was not correct. Please try again.', `Example Man, ${told}`, 'Goodbye.'],
  },
  'people whose names sound the same are told apart by the end of their number': {
    answers: [say('Anna Meyer'), press('0122'), press('1981'), say('no')],
    says: [
      'Please enter the last four digits of the phone number we have on file for you.',
      told,
      'Goodbye.',
    ],
  },
  'a name that is not on file ends at the operator': {
    answers: Array<Answer>(9).fill(say('Bartholomew Quigley')),
    says: [
      'Sorry, I could not find your name in our record. Please try again.',
      'Let me connect you to someone who can help.',
    ],
  },
}

for (const kind of await databases()) {
  const open = async () =>
    openTestLine({
      clients,
      now,
      settings: { DATABASE_URL: await kind.url(), OPERATOR_NUMBER: '+12025550190' },
    })

  test.each(Object.entries(calls))(`${kind.kind}: %s`, async (_, { answers, says }) => {
    const line = await open()
    const call = await line.call(answers)
    for (const sentence of says) expect(call.heard.join('\n')).toContain(sentence)
    expect(call.heard.at(-1)).toBe(says.at(-1))
    expect(call.breaches).toEqual([])
    expect(await line.texts()).toHaveLength(says.at(-1)?.includes('messaged') ? 1 : 0)
  })

  test(`${kind.kind}: webhooks that are delivered twice at once count once, and nothing follows the end`, async () => {
    const line = await open()
    const steps = [{}, { SpeechResult: 'Example Man' }, { Digits: '1995' }, { SpeechResult: 'yes' }]
    let url = '/voice'
    for (const step of steps) {
      const fields = { CallSid: 'call-1', ...step }
      const [once, twice] = await Promise.all([post(line, url, fields), post(line, url, fields)])
      expect(masked(twice.body)).toBe(masked(once.body))
      url = actionOf(once.body) || url
    }
    expect(await line.texts()).toHaveLength(1)
    expect(await line.database.all('SELECT is_right FROM pin_entries')).toEqual([{ is_right: 1 }])
    await post(line, '/call-status', { CallSid: 'call-1', CallStatus: 'completed' })
    expect((await post(line, url, { CallSid: 'call-1', SpeechResult: 'yes' })).body).toContain('>Goodbye.<')
  })
}
