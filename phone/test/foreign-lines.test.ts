import { RestClient } from '@signalwire/compatibility-api'
import twilio from 'twilio'
import { describe, expect, it } from 'vitest'
import { type Answer, press, say, script, silence } from '../src/engine/answer.ts'
import type { CallOptions } from '../src/engine/call.ts'
import type { Reply } from '../src/engine/send.ts'
import { callPages, type Received } from './helper.ts'

type App = Record<string, (form: Record<string, string>) => { toString(): string }>
type Line = {
  app: App
  /** As Flask sends a string, or as the documentation wants it. */
  type: string
  answers: Answer[]
  heard: string[]
  /** What is noted, and the page it is held against. */
  notes: [RegExp, string][]
  more?: Partial<CallOptions>
}

const html = 'text/html; charset=utf-8'
const voicePages = 'https://signalwire.com/docs/compatibility-api/cxml/reference/voice'
/** The pages that the notes are held against. */
const pages = {
  // "The action attribute takes in an absolute URL"
  relativeGather: [/the action of <Gather> is relative/, `${voicePages}/gather`],
  relativeDial: [/the action of <Dial> is relative/, `${voicePages}/dial`],
  // "SignalWire will re-request the URL that was previously used, which can cause an unwanted looping behavior"
  noAction: [/<Gather> has no action/, `${voicePages}/gather`],
  // the samples of the page dial 123-456-7890, the list of errors wants E.164
  national: [/13223: "415-123-4567" is not a number in E\.164/, `${voicePages}/number`],
  // "using a wrong content type" is error 12300, while the documentation's own samples send HTML
  html: [/Content-Type is text\/html/, 'https://signalwire.com/docs/compatibility-api/rest/error-codes'],
  pay: [/does not play <Pay>/, `${voicePages}/pay`],
} satisfies Record<string, [RegExp, string]>

const laml = () => new RestClient.LaML.VoiceResponse()
const twiml = () => new twilio.twiml.VoiceResponse()
const document = (verbs: string) => `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`

const lines: Record<string, Line> = {
  'a menu written by hand, as a Flask app sends it': {
    app: {
      '/voice': () =>
        document('<Gather numDigits="1" action="/menu"><Say>Press 1 for hours.</Say></Gather><Redirect/>'),
      '/menu': ({ Digits }) =>
        document(Digits === '1' ? '<Say>Nine to five.</Say>' : '<Redirect>/voice</Redirect>'),
    },
    type: html,
    answers: [press('2'), press('1')],
    heard: ['Press 1 for hours.', 'Press 1 for hours.', 'Nine to five.'],
    notes: [pages.html, pages.relativeGather, [/11100: <Redirect> holds no URL/, `${voicePages}/redirect`]],
  },
  "one URL for everything, with twilio's builder and no action": {
    app: {
      '/voice': ({ Digits }) => {
        const response = twiml()
        if (Digits) response.say(`You chose ${Digits}.`)
        else response.gather({ numDigits: 1 }).say('Choose.')
        return response
      },
    },
    type: 'text/xml',
    answers: [press('3')],
    heard: ['Choose.', 'You chose 3.'],
    notes: [pages.noAction],
  },
  "speech with hints, with SignalWire's builder": {
    app: {
      '/voice': () => {
        const response = laml()
        const gather = response.gather({
          ...{ input: ['speech', 'dtmf'], action: 'https://line.example/heard', speechTimeout: 'auto' },
          ...{ hints: 'sales, support', timeout: 5 },
        })
        gather.say({ voice: 'Polly.Joanna-Neural' }, 'Sales or support?')
        response.say('We did not receive any input.')
        return response
      },
      '/heard': ({ SpeechResult }) => document(`<Say>${SpeechResult}, one moment.</Say>`),
    },
    type: 'application/xml',
    answers: [say('sales')],
    heard: ['Sales or support?', 'sales, one moment.'],
    notes: [],
  },
  'nobody there': {
    app: {
      '/voice': () => {
        const response = twiml()
        response
          .gather({ action: 'https://line.example/heard', finishOnKey: '*#' })
          .say('Your account number?')
        response.say('Goodbye!')
        return response
      },
    },
    type: 'text/xml',
    answers: [silence],
    heard: ['Your account number?', 'Goodbye!'],
    notes: [],
  },
  "a mailbox, with twilio's builder": {
    app: {
      '/voice': () => {
        const response = twiml()
        response.say('Leave a message after the beep.')
        response.record({ action: '/recorded', maxLength: 15, finishOnKey: '#', transcribeCallback: '/text' })
        return response
      },
      '/recorded': ({ RecordingDuration }) => document(`<Say>${RecordingDuration} seconds.</Say><Hangup/>`),
      '/text': () => document(''),
    },
    type: 'text/xml',
    answers: [{ inputs: [...say('Please call me back').inputs, ...press('#').inputs] }],
    heard: ['Leave a message after the beep.', '2 seconds.'],
    notes: [],
  },
  'a conference behind a PIN': {
    app: {
      '/voice': () => {
        const response = laml()
        response.gather({ action: 'pin', numDigits: 4 }).say('Your PIN?')
        return response
      },
      '/pin': ({ Digits }) => {
        const response = laml()
        if (Digits !== '1995') response.redirect('/voice')
        else response.dial().conference({ startConferenceOnEnter: false, beep: 'onEnter' }, 'Room 1234')
        return response
      },
    },
    type: html,
    answers: [press('1111'), press('1995')],
    heard: ['Your PIN?', 'Your PIN?'],
    notes: [pages.html, pages.relativeGather],
  },
  'a menu that branches on the kind of input': {
    app: {
      '/voice': () =>
        document('<Gather input="dtmf speech" action="/menu?level=1&amp;lang=en"><Say>Yes?</Say></Gather>'),
      '/menu?level=1&lang=en': ({ input_type }) => document(`<Say>${input_type}</Say>`),
    },
    type: html,
    answers: [say('hours')],
    heard: ['Yes?', 'speech'],
    notes: [pages.html, pages.relativeGather],
    more: { switches: { inputType: 'sent', partialResults: 'missing' } },
  },
  'a call that is passed on to a national number': {
    app: {
      '/voice': () => {
        const response = twiml()
        response.dial({ action: '/after', callerId: '+12025550100' }, '415-123-4567')
        return response
      },
      '/after': ({ DialCallStatus }) => document(`<Say>${DialCallStatus}</Say>`),
    },
    type: html,
    answers: [],
    heard: ['busy'],
    notes: [pages.html, pages.relativeDial, pages.national],
    more: { switches: { dialStatus: 'busy' } },
  },
  'an agent on a stream, and a payment': {
    app: {
      '/voice': () => {
        const response = laml()
        response.start().stream({ name: 'audio', url: 'wss://line.example/audio' })
        response.pay({ chargeAmount: '20.45' })
        response.enqueue({ waitUrl: '/music' }, 'support')
        response.say('Nobody is free.')
        return response
      },
      '/music': () => document('<Play>/classical.mp3</Play>'),
    },
    type: 'text/xml',
    answers: [],
    heard: ['Nobody is free.'],
    notes: [pages.pay, [/<Play> holds no full URL/, `${voicePages}/play`]],
  },
  "an agent of the platform's own, with its builder": {
    app: {
      '/voice': () => {
        const response = laml()
        // the types of the package have no word of it
        const connect = response.connect() as unknown as {
          ai(options: object): { prompt(...given: unknown[]): void }
        }
        connect.ai({ voice: 'en-US-Neural2-D' }).prompt({ confidence: 0.4 }, 'You take messages.')
        return response
      },
    },
    type: 'text/xml',
    answers: [],
    heard: [],
    notes: [],
  },
  'an unwelcome caller': {
    app: {
      '/voice': ({ From }) => document(From === '+12025550123' ? '<Reject reason="busy"/>' : '<Hangup/>'),
    },
    type: html,
    answers: [],
    heard: [],
    notes: [pages.html],
  },
}

function repliesOf({ app, type }: Line) {
  const reply =
    (answer: App[string]) =>
    ({ form }: Received): Reply => ({
      status: 200,
      headers: { 'content-type': type },
      body: answer(form).toString(),
    })
  return Object.fromEntries(Object.entries(app).map(([path, answer]) => [path, reply(answer)]))
}

describe("others' lines", () => {
  it.each(Object.entries(lines))('are played as documented: %s', async (_name, line) => {
    const { events, heard, ending } = await callPages(repliesOf(line), script(...line.answers), line.more)
    const found = events.flatMap((event) => (event.kind === 'breach' ? [event] : []))
    expect(found.filter(({ details }) => details.severity === 'error')).toEqual([])
    expect(found.map(({ message }) => message)).toEqual(
      line.notes.map(([note]) => expect.stringMatching(note)),
    )
    expect(heard).toEqual(line.heard)
    expect(ending.by).not.toBe('failed')
  })

  it.each(Object.entries(lines).filter(([, { notes }]) => notes.length > 0))(
    'end where the phone is strict: %s',
    async (_name, line) => {
      const switches = { ...line.more?.switches, strictness: 'strict' as const }
      const { ending } = await callPages(repliesOf(line), script(...line.answers), { ...line.more, switches })
      expect(ending.by).toBe('failed')
    },
  )
})
