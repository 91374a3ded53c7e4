import { type Answer, press, say, silence } from 'cxml-phone'
import { describe, expect, test } from 'vitest'
import { HOURS_AGE_MS } from '../../src/hours/office.ts'
import { erase } from '../../src/retention/erase.ts'
import { writeHours } from '../../src/store/hours.ts'
import { openTestLine, type TestClient } from '../helper.ts'
import { actionOf, masked, post } from '../post.ts'
import { requestsOf } from '../requests/read.ts'

const operator = '+12025550177'
const clients: TestClient[] = [
  {
    ...{ id: 'c1', name: 'Example Man', pin: '1995', phone: '+12025550123' },
    appointments: [{ at: '2027-01-15T14:00' }],
  },
]
const askName = 'Please say your first and last name.'
const closed = ['Our office is closed now.', 'It opens again on Monday at 9 AM.']
const offer = 'Would you like us to call you back?'
const promised = 'We will call you at the number you are calling from. Goodbye.'
const keyNumber = 'Please enter the phone number we should call, then pound.'
const readBack = 'We will call 2 0 2, 5 5 5, 0 1 4 7. Is that right?'
const promisedThere = 'We will call you at that number. Goodbye.'
const notHeard = "Sorry, I didn't hear anything. Please try again."
const cannotCall = 'We cannot call that number.'
const connecting = 'Let me connect you to someone who can help.'

type Line = Awaited<ReturnType<typeof openLine>>

/** A line that takes requests, on a Friday at 1 PM, when its office has just closed. */
async function openLine({ isClosed = true, settings = {} as Record<string, string> } = {}) {
  let now = new Date('2026-11-27T13:00-05:00')
  const line = await openTestLine({
    ...{ clients, now: () => now },
    settings: { OPERATOR_NUMBER: operator, REQUESTS: 'on', ...settings },
  })
  if (isClosed) {
    await writeHours(line.database, { weekly: { monday: [{ from: 540, to: 1080 }] }, closed: [] })
    now = new Date(now.getTime() + HOURS_AGE_MS)
  }
  const play = async (answers: Answer[], options: Parameters<typeof line.call>[1] = {}) => {
    const { heard, events, ending } = await line.call(answers, options)
    const dials = events.filter(({ kind }) => kind === 'dialled').length
    return { heard, dials, ending: ending.by, requests: await requestsOf(line.database) }
  }
  return { ...line, play }
}

describe('while the office is closed', () => {
  test.each<[string, Answer]>([
    ['yes', say('Yes, please.')],
    ['the key 1', press('1')],
    ['"call me back"', say('Call me back please')],
  ])('the operator is not dialled, and %s has the calling number called back', async (_, answer) => {
    const { play } = await openLine()
    const { heard, dials, requests } = await play([press('0'), answer])
    expect(heard).toEqual([askName, ...closed, offer, promised])
    expect(dials).toBe(0)
    expect(requests).toMatchObject([
      { kind: 'call-back', client: null, number: '+12025550123', appointmentAt: null, doneAt: null },
    ])
  })

  test.each<[string, Answer[], string[]]>([
    ['no', [say('No.')], []],
    ['silence, twice', [silence, silence], [notHeard, offer]],
    ['the wish for a person', [press('0'), press('0')], [offer]],
  ])('%s ends the call, and nothing is passed on', async (_, answers, between) => {
    const { play } = await openLine()
    const { heard, dials, requests } = await play([say('operator'), ...answers])
    expect(heard).toEqual([askName, ...closed, offer, ...between, 'Goodbye.'])
    expect([dials, requests]).toEqual([0, []])
  })

  test('the question is said again at the caller’s wish, without the hours', async () => {
    const { play } = await openLine()
    const { heard } = await play([press('0'), press('*'), press('1')])
    expect(heard).toEqual([askName, ...closed, offer, offer, promised])
  })

  test('whoever was identified is called back as the client', async () => {
    const { play } = await openLine()
    const { requests } = await play([say('Example Man'), press('1995'), press('0'), press('1')])
    const appointmentAt = Date.parse('2027-01-15T14:00-05:00')
    expect(requests).toMatchObject([{ kind: 'call-back', client: 'c1', appointmentAt }])
  })

  test('whoever only gave a name is not', async () => {
    const { play } = await openLine()
    const { requests } = await play([say('Example Man'), press('0'), press('1')])
    expect(requests).toMatchObject([{ kind: 'call-back', client: null, appointmentAt: null }])
  })

  test('it is in Spanish for those who speak it', async () => {
    const { play } = await openLine({ settings: { LANGUAGES: 'en-US,es-US' } })
    const answers = [press('2'), press('0'), say('sí'), press('2025550147#'), say('sí')]
    const { heard } = await play(answers, { from: 'anonymous' })
    expect(heard.slice(-6)).toEqual([
      'Nuestra oficina está cerrada en este momento.',
      'Abre de nuevo el lunes a las 9 de la mañana.',
      '¿Desea que le devolvamos la llamada?',
      'Ingrese el número de teléfono al que debemos llamar y luego la tecla numeral.',
      'Llamaremos al 2 0 2, 5 5 5, 0 1 4 7. ¿Es correcto?',
      'Le llamaremos a ese número. Adiós.',
    ])
  })
})

describe('a caller who withholds the number', () => {
  const from = 'anonymous'

  test.each<[string, Answer]>([
    ['keys', press('2025550147#')],
    ['keys with the 1 before it', press('12025550147#')],
    ['words', say('two zero two five five five zero one four seven')],
  ])('gives one by %s, hears it read back and confirms it', async (_, number) => {
    const { play } = await openLine()
    const { heard, requests } = await play([press('0'), press('1'), number, press('1')], { from })
    expect(heard).toEqual([askName, ...closed, offer, keyNumber, readBack, promisedThere])
    expect(requests).toMatchObject([{ kind: 'call-back', client: null, number: '+12025550147' }])
  })

  test('gives it anew after a no, three times at most', async () => {
    const { play } = await openLine()
    const tries = [1, 2, 3].flatMap(() => [press('2025550147#'), press('2')])
    const { heard, requests } = await play([press('0'), press('1'), ...tries], { from })
    const asked = [1, 2, 3].flatMap(() => [keyNumber, readBack])
    expect(heard).toEqual([askName, ...closed, offer, ...asked, 'Goodbye.'])
    expect(requests).toEqual([])
  })

  test.each([
    ['too short', '5550147'],
    ['an emergency number', '911'],
    ['one in its area', '9115550147'],
    ['a premium number', '9005550147'],
    ['a satellite', '01187055501471'],
  ])('is asked again for a number that is %s', async (_, number) => {
    const { play } = await openLine()
    const answers = [press('0'), press('1'), press(`${number}#`), silence, press('2025550147#'), press('1')]
    const { heard, requests } = await play(answers, { from })
    const again = [cannotCall, keyNumber, notHeard, keyNumber]
    expect(heard.slice(5)).toEqual([...again, readBack, promisedThere])
    expect(requests).toMatchObject([{ number: '+12025550147' }])
  })

  test('is offered it though wrong PINs have shut such callers out', async () => {
    const { play } = await openLine()
    const wrong = [1, 2, 3].flatMap(() => [say('Example Man'), press('1996')])
    for (let call = 0; call < 4; call += 1) await play(wrong, { from })
    const { heard } = await play([press('1'), press('2025550147#'), press('1')], { from })
    expect(heard).toEqual([...closed, offer, keyNumber, readBack, promisedThere])
  })
})

describe('an operator’s phone that is not answered', () => {
  const nobody = 'Nobody can take your call now.'

  test.each(['busy', 'no-answer', 'failed'] as const)('leads to a call back (%s)', async (dialStatus) => {
    const { play } = await openLine({ isClosed: false })
    const { heard, dials, requests } = await play([press('0'), press('1')], { switches: { dialStatus } })
    expect(heard).toEqual([askName, connecting, nobody, offer, promised])
    expect(dials).toBe(1)
    expect(requests).toMatchObject([{ kind: 'call-back', client: null, number: '+12025550123' }])
  })

  test('is not dialled twice, and the client is still known', async () => {
    const { play } = await openLine({ isClosed: false })
    const answers = [say('Example Man'), press('1995'), press('0'), press('0'), press('1')]
    const { heard, dials, requests } = await play(answers, { switches: { dialStatus: 'busy' } })
    expect(heard.slice(-5)).toEqual([connecting, nobody, offer, offer, promised])
    expect(dials).toBe(1)
    expect(requests).toMatchObject([{ kind: 'call-back', client: 'c1' }])
  })

  test('says nothing of it after a talk', async () => {
    const { play } = await openLine({ isClosed: false })
    const { heard } = await play([press('0')], { switches: { dialStatus: 'completed' } })
    expect(heard).toEqual([askName, connecting])
  })
})

/** Plays a call as far as the offer; gives the URL of its answer. */
async function walkToOffer(line: Line, call: string, before: Record<string, string>[]) {
  let url = '/voice'
  const steps: Record<string, string>[] = [{}, ...before, { Digits: '0' }]
  for (const fields of steps) url = actionOf((await post(line, url, { CallSid: call, ...fields })).body)
  return url
}

describe('a call back', () => {
  test('counts once however often it is delivered, and never from another call', async () => {
    const line = await openLine()
    const url = await walkToOffer(line, 'call-1', [])
    const yes = { CallSid: 'call-1', Digits: '1', From: '+12025550123' }
    const both = [await post(line, url, yes), await post(line, url, yes)]
    expect(masked(both[1]?.body ?? '')).toBe(masked(both[0]?.body ?? ''))
    await walkToOffer(line, 'call-2', [])
    expect((await post(line, url, { ...yes, CallSid: 'call-2' })).statusCode).toBe(403)
    expect(await requestsOf(line.database)).toHaveLength(1)
  })

  test('of a client erased a second ago is about nobody; an erasure removes those at the number on file', async () => {
    const line = await openLine()
    const identified = [{ SpeechResult: 'Example Man' }, { Digits: '1995' }]
    const url = await walkToOffer(line, 'call-1', identified)
    await line.play([press('0'), press('1')])
    await line.play([press('0'), press('1')], { from: '+12025550147' })
    await erase(line.database, 'c1', Date.parse('2026-11-27T13:00-05:00'))
    const left = async () => (await requestsOf(line.database)).map(({ client, number }) => [client, number])
    expect(await left()).toEqual([[null, '+12025550147']])
    const { body } = await post(line, url, { CallSid: 'call-1', Digits: '1', From: '+12025550144' })
    expect(body).toContain(promised)
    expect(await left()).toContainEqual([null, '+12025550144'])
  })

  test('leaves no number in the log', async () => {
    const line = await openLine()
    await line.play([press('0'), press('1'), press('2025550147#'), press('1')], { from: 'anonymous' })
    expect(line.log.join('')).not.toContain('2025550147')
  })
})
