import { type Document, type Line, type Outcome, type Run, stepTo, type Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { newRecording, tellLater } from '../recording.ts'
import {
  anything,
  around,
  boolean,
  checkAction,
  count,
  type DialectName,
  e164,
  type Fault,
  keys,
  method,
  oneOf,
  positive,
  recordingCallback,
  someOf,
  textOnly,
  url,
} from '../rule.ts'
import { childElements, type Element, textOf } from '../xml.ts'
import { conference, joinConference } from './conference.ts'

const NOUN_COUNT = 10
const TALK_SECONDS = 60

/** Dial: nobody is called. The other party does what the switches say, and the document goes on after it. */
const run: Run = async (line, document, element): Promise<Outcome> => {
  const { action, timeout, record = 'do-not-record' } = element.attributes
  const known = line.dialect.elements.Dial?.children ?? []
  const nouns = childElements(element).filter(({ name }) => known.includes(name))
  const numbers = nouns.length > 0 ? nouns.map(textOf) : [ownText(element)]
  const room = nouns.find(({ name }) => name === 'Conference')
  // what the platform refuses to dial fails, whatever the other party would do
  const fails = numbers.every((number) => number === '') || failsToDial(element)
  const status = fails ? 'failed' : line.switches.dialStatus
  const talked = status === 'completed' ? TALK_SECONDS : 0
  line.emit({ kind: 'dialled', numbers, status })
  if (room && talked) await joinConference(line, document, room)
  await line.clock.sleep(talked || (status === 'no-answer' ? Number(timeout) || 30 : 0), line.signal)
  const fields = {
    // the page of <Dial> has a word of its own for conferences
    DialCallStatus: room && talked ? 'answered' : status,
    DialCallSid: line.dialect.sid('CA'),
    DialCallDuration: String(talked),
    ...(talked && record !== 'do-not-record' && recordedFields(line, document, element)),
  }
  return action ? stepTo('dial', document, element.attributes, fields) : undefined
}

function recordedFields(line: Line, document: Document, element: Element) {
  const recording = newRecording(line, TALK_SECONDS, '')
  tellLater(line, document, element, recording)
  return { RecordingUrl: recording.url }
}

const events = someOf('initiated', 'ringing', 'answered', 'completed')
const callback = {
  url,
  method,
  statusCallback: url,
  statusCallbackEvent: events,
  statusCallbackMethod: method,
}

export const dial: Verb = {
  name: 'Dial',
  status: 'played',
  page: cxmlPage('dial'),
  does: 'Nobody is called: a switch says how it ends; a conference plays its first words',
  rule: {
    ...around(
      ['Number', 'Sip', 'Conference', 'Queue', 'Verto'],
      {
        action: url,
        method,
        timeout: { accepts: /^([5-9]|[1-9]\d|[1-5]\d\d|600)$/, wants: 'seconds from 5 to 600' },
        timeLimit: positive,
        callerId: anything,
        callerName: { accepts: /^.{1,70}$/u, wants: 'at most 70 characters' },
        answerOnBridge: boolean,
        hangupOnStar: boolean,
        ringTone: anything,
        record: oneOf(
          'do-not-record',
          'record-from-answer',
          'record-from-ringing',
          'record-from-answer-dual',
          'record-from-ringing-dual',
        ),
        recordingStorageUrl: url,
        recordingStorageUrlMethod: oneOf('POST', 'PUT'),
        recordingTrack: oneOf('inbound', 'outbound', 'both'),
        trim: oneOf('trim-silence', 'do-not-trim'),
        ...recordingCallback,
      },
      checkDial,
    ),
    text: true,
  },
  nouns: {
    // https://signalwire.com/docs/compatibility-api/cxml/reference/voice/number, and /sip, /queue, /verto-noun
    Number: textOnly({ ...callback, sendDigits: keys }, checkNumber),
    Sip: textOnly({
      ...callback,
      username: anything,
      password: anything,
      codecs: anything,
      sessionTimeout: count,
    }),
    Queue: textOnly({ url, method }),
    Verto: textOnly({}),
    ...conference,
  },
  run,
}

/** The text outside of nouns, known or not. */
function ownText(element: Element): string {
  return textOf({ ...element, children: element.children.filter((child) => typeof child === 'string') })
}

function failsToDial(element: Element): boolean {
  const faults = [...checkDial(element, 'twiml'), ...childElements(element).flatMap(checkNumberNoun)]
  return faults.some(({ severity }) => severity !== 'warning')
}

function checkNumberNoun(noun: Element): Fault[] {
  return noun.name === 'Number' ? checkNumber(noun) : []
}

const content = { platform: 'the call to the other party fails', fix: 'dial <Number>+12025550123</Number>' }

function checkDial(element: Element, dialect: DialectName): Fault[] {
  const nouns = childElements(element).map(({ name }) => name)
  const isPlain = nouns.length === 0
  if (isPlain && textOf(element) === '') return [{ code: 13215, what: '<Dial> dials nothing', ...content }]
  if (nouns.length > NOUN_COUNT) {
    const what = `<Dial> has ${nouns.length} nouns, at most ${NOUN_COUNT} are dialled`
    return [{ code: 13215, what, ...content }]
  }
  if (new Set(nouns).size > 1) return [{ code: 13215, what: '<Dial> mixes nouns', ...content }]
  return [
    ...checkAction(element, dialect),
    ...checkCallerId(element),
    ...(isPlain ? checkNumber(element) : []),
  ]
}

/** To a number it "must be a valid E.164 number"; to SIP it may be a word: the pages of <Dial> and <Sip>. */
function checkCallerId(element: Element): Fault[] {
  const { callerId } = element.attributes
  const nouns = childElements(element)
  const isWord = nouns.length > 0 && nouns.every(({ name }) => name !== 'Number')
  const accepts = isWord ? /^[\w+.,:@-]{1,70}$/ : e164
  if (callerId === undefined || accepts.test(callerId)) return []
  return [
    {
      what: `callerId="${callerId}" is not a number in E.164`,
      platform: 'the call to the other party fails',
      fix: "write a number of yours such as +12025550100, or leave it out for the caller's own",
    },
  ]
}

/** The list of errors wants E.164, while the pages of <Dial> and <Number> dial 123-456-7890. */
function checkNumber(element: Element): Fault[] {
  const number = textOf(element)
  if (e164.test(number)) return []
  const isNational = /^\+?[\d\s().-]+$/.test(number) && number.replace(/\D/g, '').length >= 7
  const fix = 'write it with + and country code, such as +12025550123'
  const what = `"${number}" is not a number in E.164`
  if (!isNational) return [{ code: 13223, what, platform: 'the platform does not dial it', fix }]
  const platform = 'the platform dials it as a national number, as in samples of its documentation'
  return [{ code: 13223, what, platform, fix, severity: 'warning' }]
}
