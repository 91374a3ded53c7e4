import { type Answer, press, say, silence } from 'cxml-phone'
import { describe, expect, test } from 'vitest'
import { erase } from '../../src/retention/erase.ts'
import { fileClients, openTestLine, type TestClient, type TestLineOptions } from '../helper.ts'
import { actionOf, masked, post } from '../post.ts'
import { requestsOf } from '../requests/read.ts'

const clients: TestClient[] = [
  { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2026-12-15T14:00' }] },
  { id: 'c3', name: 'Nobody Expected', pin: '1990' },
]
const now = new Date('2026-11-22T15:00:00Z')
const at = Date.parse('2026-12-15T14:00-05:00')
const told = 'Example Man, your appointment is on Tuesday, December 15th at 2 PM.'
const askRequest =
  'To confirm it, press 1 or say confirm. To cancel it, press 2 or say cancel. To be called back, press 3. Or just wait.'
const readBack = 'You want to cancel your appointment on Tuesday, December 15th at 2 PM. Is that right?'
const askText = 'Would you like to receive a text with this information?'
const confirmed = 'Thank you, your appointment is confirmed.'
const passedOn = 'Your cancellation has been passed on to the office.'
const calledBack = 'We will call you back.'

const open = ({ settings, ...options }: TestLineOptions = {}) =>
  openTestLine({ clients, now, settings: { REQUESTS: 'on', ...settings }, ...options })
const asMan = (...answers: Answer[]) => [say('Example Man'), press('1995'), ...answers]

/** What is heard after the name and the PIN, and what the office gets. */
async function play(answers: Answer[], settings: Record<string, string> = {}, from?: string) {
  const line = await open({ settings })
  const { heard } = await line.call(asMan(...answers), from ? { from } : {})
  return { heard: heard.slice(2), requests: await requestsOf(line.database) }
}

describe('after the appointment and before the text', () => {
  test.each<[string, Answer[], string, string]>([
    ['the key 1', [press('1')], 'confirm', confirmed],
    ['"confirm"', [say('Confirm, please.')], 'confirm', confirmed],
    ['the key 3', [press('3')], 'call-back', calledBack],
    ['"call me back"', [say('Could you call me back?')], 'call-back', calledBack],
  ])('%s is passed on to the office', async (_, answers, kind, sentence) => {
    const { heard, requests } = await play([...answers, say('no')])
    expect(heard).toEqual([told, askRequest, sentence, askText, 'Goodbye.'])
    expect(requests).toMatchObject([
      { kind, client: 'c1', number: '+12025550123', appointmentAt: at, askedAt: now.getTime(), doneAt: null },
    ])
  })

  test.each<[string, Answer[]]>([
    ['keys', [press('2'), press('1')]],
    ['words', [say("I'd like to cancel"), say('yes')]],
  ])('a cancellation by %s is read back first', async (_, answers) => {
    const { heard, requests } = await play([...answers, say('no')])
    expect(heard).toEqual([told, askRequest, readBack, passedOn, askText, 'Goodbye.'])
    expect(requests).toMatchObject([{ kind: 'cancel', client: 'c1', appointmentAt: at }])
  })

  test.each<[string, Answer[], string[]]>([
    ['silence', [silence], [askRequest]],
    ['unclear words', [say("Don't cancel it")], [askRequest]],
    ['another key', [press('9')], [askRequest]],
    ['silence when a cancellation is read back', [press('2'), silence], [askRequest, readBack]],
    ['unclear words then', [press('2'), say('tja')], [askRequest, readBack]],
  ])('%s changes nothing and leads to the text', async (_, answers, questions) => {
    const { heard, requests } = await play([...answers, say('no')])
    expect(heard).toEqual([told, ...questions, askText, 'Goodbye.'])
    expect(requests).toEqual([])
  })

  test('a cancellation that is taken back is asked about once more, and changes nothing', async () => {
    const { heard, requests } = await play([press('2'), press('2'), press('2'), press('2'), say('no')])
    expect(heard).toEqual([told, askRequest, readBack, askRequest, readBack, askText, 'Goodbye.'])
    expect(requests).toEqual([])
  })

  test('the question is said again at the caller’s wish, with the appointment', async () => {
    const { heard } = await play([press('*'), press('1'), say('no')])
    expect(heard).toEqual([told, askRequest, told, askRequest, confirmed, askText, 'Goodbye.'])
  })

  test('whoever asks for a person gets one', async () => {
    const { heard, requests } = await play([press('0')], { OPERATOR_NUMBER: '+12025550177' })
    expect(heard.at(-1)).toBe('Let me connect you to someone who can help.')
    expect(requests).toEqual([])
  })

  test('a caller who can get no text hears goodbye after it', async () => {
    const { heard, requests } = await play([press('1')], {}, 'anonymous')
    expect(heard).toEqual([told, askRequest, confirmed, 'Goodbye.'])
    expect(requests).toMatchObject([{ kind: 'confirm', number: null }])
  })

  test('Spanish speakers hear and say it in Spanish', async () => {
    const line = await open({ settings: { LANGUAGES: 'en-US,es-US' } })
    const answers = [press('2'), say('Example Man'), press('1995'), say('Quiero cancelar'), say('sí')]
    const { heard } = await line.call([...answers, say('no')])
    expect(heard.slice(-6)).toEqual([
      'Example Man, su cita es el martes 15 de diciembre a las 2 de la tarde.',
      'Para confirmarla, oprima el uno o diga confirmar. Para cancelarla, oprima el dos o diga cancelar. Para que le llamemos, oprima el tres. O simplemente espere.',
      'Usted quiere cancelar su cita el martes 15 de diciembre a las 2 de la tarde. ¿Es correcto?',
      'Su cancelación se ha comunicado a la oficina.',
      '¿Desea recibir un mensaje de texto con esta información?',
      'Adiós.',
    ])
    expect(await requestsOf(line.database)).toMatchObject([{ kind: 'cancel' }])
  })

  test('nobody is asked who has no appointment', async () => {
    const line = await open()
    const { heard } = await line.call([say('Nobody Expected'), press('1990')])
    expect(heard.at(-1)).toBe('Nobody Expected, you have no upcoming appointment. Goodbye.')
  })

  test('and with REQUESTS=off nobody', async () => {
    const { heard } = await play([say('no')], { REQUESTS: 'off' })
    expect(heard).toEqual([told, askText, 'Goodbye.'])
  })
})

/** Plays a call as far as the question about the appointment; gives the URL of its answer. */
async function walkToRequest(line: Awaited<ReturnType<typeof open>>, call: string) {
  let url = '/voice'
  for (const fields of [{}, { SpeechResult: 'Example Man' }, { Digits: '1995' }])
    url = actionOf((await post(line, url, { CallSid: call, ...fields })).body)
  return url
}

describe('a request', () => {
  test('counts once however often it is delivered, and the first of a call counts', async () => {
    const line = await open()
    const url = await walkToRequest(line, 'call-1')
    const first = await post(line, url, { CallSid: 'call-1', Digits: '1' })
    const again = await post(line, url, { CallSid: 'call-1', Digits: '1' })
    expect(masked(again.body)).toBe(masked(first.body))
    const other = await post(line, url, { CallSid: 'call-1', Digits: '3' })
    expect(other.body).toContain(confirmed)
    expect(await requestsOf(line.database)).toMatchObject([{ kind: 'confirm' }])
    const record = await line.database.all('SELECT what FROM disclosure_log ORDER BY what')
    expect(record).toEqual([{ what: 'asked-confirm' }, { what: 'told' }])
  })

  test('is not taken from another call, whatever it brings along', async () => {
    const line = await open()
    const url = await walkToRequest(line, 'call-1')
    await walkToRequest(line, 'call-2')
    expect((await post(line, url, { CallSid: 'call-2', Digits: '1' })).statusCode).toBe(403)
    expect(await requestsOf(line.database)).toEqual([])
  })

  test.each(['1', '2'])(
    'of a client erased a second ago leaves nothing (key %s): a person takes over',
    async (key) => {
      const line = await open({ settings: { OPERATOR_NUMBER: '+12025550177' } })
      const url = await walkToRequest(line, 'call-1')
      await erase(line.database, 'c1', now.getTime())
      const { body } = await post(line, url, { CallSid: 'call-1', Digits: key })
      expect(body).toContain('Let me connect you to someone who can help.')
      expect(await requestsOf(line.database)).toEqual([])
    },
  )

  test('is about the appointment that the caller heard, and shows what has become of it', async () => {
    const line = await open()
    const url = await walkToRequest(line, 'call-1')
    const [first] = clients
    const moveTo = (...appointments: { at: string }[]) =>
      fileClients(line.database, line.config, first ? [{ ...first, appointments }] : [])
    await moveTo({ at: '2026-12-16T09:00' })
    await post(line, url, { CallSid: 'call-1', Digits: '1' })
    expect(await requestsOf(line.database)).toMatchObject([{ appointmentAt: at, appointment: 'changed' }])
    await moveTo()
    expect(await requestsOf(line.database)).toMatchObject([{ appointmentAt: at, appointment: 'removed' }])
    await moveTo({ at: '2026-12-15T14:00' })
    expect(await requestsOf(line.database)).toMatchObject([{ appointmentAt: at, appointment: 'unchanged' }])
  })
})

test('in discreet mode nothing differs until the PIN was right', async () => {
  const documents = await Promise.all(
    ['on', 'off'].map(async (REQUESTS) => {
      const line = await open({ settings: { REQUESTS, UNKNOWN_NAMES: 'discreet' } })
      const answers = [
        say('Example Man'),
        press('1996'),
        say('Nobody Known'),
        say('Z Y X'),
        press('1995'),
        silence,
      ]
      const call = await line.call(answers, { callSid: 'call-1' })
      return call.events.flatMap((event) =>
        event.kind === 'exchanged' ? [masked(event.document ?? '')] : [],
      )
    }),
  )
  expect(documents[0]).toEqual(documents[1])
  expect(documents[0]?.length).toBeGreaterThan(5)
})
