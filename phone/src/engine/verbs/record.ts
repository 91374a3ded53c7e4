import type { Answer, Question } from '../answer.ts'
import { ask } from '../ask.ts'
import { secondsToSay } from '../collect.ts'
import { type Line, type Outcome, type Run, stepTo, type Verb, withoutSignal } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { newRecording, tellLater } from '../recording.ts'
import { request } from '../request.ts'
import {
  boolean,
  count,
  empty,
  type Fault,
  keySet,
  method,
  noAction,
  oneOf,
  recordingCallback,
  url,
} from '../rule.ts'
import type { Element } from '../xml.ts'

const DEFAULT_TIMEOUT_SECONDS = 5
const HOUR_SECONDS = 3600
/** Twilio's default; SignalWire's page names none. */
const EVERY_KEY = '1234567890*#'

type Recorded = { digits: string; words: string; seconds: number; hungUp: boolean }

/** Record: a beep, then what the caller says until a key, a silence or the longest time, then always the action. */
const run: Run = async (line, document, element): Promise<Outcome> => {
  const { attributes } = element
  const beeps = attributes.playBeep !== 'false'
  line.emit({ kind: 'performed', verb: 'Record', text: beeps ? 'beeps and records you' : 'records you' })
  const longest = Number(attributes.maxLength) || HOUR_SECONDS
  const recorded = await ask(line, questionOf(element), (question, answer) => take(question, answer, longest))
  const isKept = recorded.words !== '' || attributes.trim === 'do-not-trim'
  // an empty recording: SignalWire requests the action all the same, Twilio goes on with the next verb
  if (!isKept && line.dialect.name === 'twiml') return recorded.hungUp ? { end: 'caller' } : undefined
  const recording = isKept ? newRecording(line, recorded.seconds, recorded.words) : undefined
  if (recording) tellLater(line, document, element, recording)
  const fields = {
    Digits: recorded.digits,
    RecordingDuration: String(recording?.seconds ?? 0),
    ...(recording && { RecordingUrl: recording.url, RecordingSid: recording.sid }),
  }
  if (!recorded.hungUp) return stepTo('record', document, attributes, fields)
  return afterHangUp(line, stepTo('record', document, attributes, { ...fields, Digits: 'hangup' }))
}

export const record: Verb = {
  name: 'Record',
  status: 'played',
  page: cxmlPage('record'),
  does: 'A beep, then what you say or type; its callbacks come after the call',
  rule: empty(
    {
      action: url,
      method,
      timeout: count,
      finishOnKey: keySet,
      maxLength: count,
      playBeep: boolean,
      trim: oneOf('trim-silence', 'do-not-trim'),
      transcribe: boolean,
      transcribeCallback: url,
      storageUrl: url,
      storageUrlMethod: oneOf('POST', 'PUT'),
      ...recordingCallback,
    },
    ({ attributes }): Fault[] => (attributes.action ? [] : [noAction('Record')]),
  ),
  run,
}

function questionOf({ attributes }: Element): Omit<Question, 'heard' | 'signal'> {
  const timeout = Number(attributes.timeout) || DEFAULT_TIMEOUT_SECONDS
  return {
    takesKeys: true,
    takesSpeech: true,
    isRecorded: true,
    timeout,
    speechTimeout: timeout,
    finishOnKey: attributes.finishOnKey ?? EVERY_KEY,
    numDigits: 1,
    language: 'en-US',
    hints: [],
  }
}

/** A silence of `timeout` seconds, a finishing key or the longest time ends a recording. */
function take(question: Question, answer: Answer, longest: number): Recorded {
  const recorded: Recorded = { digits: '', words: '', seconds: 0, hungUp: Boolean(answer.hangsUp) }
  for (const input of answer.inputs) {
    if (input.after >= question.timeout || recorded.seconds >= longest) break
    if (input.kind === 'key' && question.finishOnKey.includes(input.key))
      return { ...recorded, digits: input.key }
    recorded.seconds += input.after
    if (input.kind !== 'words') continue
    recorded.seconds += secondsToSay(input.words)
    recorded.words = `${recorded.words} ${input.words}`.trim()
  }
  return { ...recorded, seconds: Math.min(recorded.seconds, longest) }
}

/** The action hears of a recording that the caller ended by hanging up; its answer has nobody to go to. */
async function afterHangUp(line: Line, { next }: ReturnType<typeof stepTo>): Promise<Outcome> {
  await request(withoutSignal(line), next).catch(() => {})
  return { end: 'caller' }
}
