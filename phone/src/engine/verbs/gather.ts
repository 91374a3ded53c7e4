import type { Answer, Question } from '../answer.ts'
import { ask } from '../ask.ts'
import { type Collected, collect } from '../collect.ts'
import { type Document, type Line, methodOf, type Outcome, type Run, stepTo, type Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { tellPartialResults } from '../partial-results.ts'
import {
  anything,
  around,
  boolean,
  checkAction,
  type DialectName,
  type Fault,
  keySet,
  locale,
  method,
  noAction,
  oneOf,
  positive,
  url,
} from '../rule.ts'
import { childElements, type Element } from '../xml.ts'
import { pause } from './pause.ts'
import { play } from './play.ts'
import { say } from './say.ts'

const HINT_CHARACTERS = 100
const HINT_COUNT = 500
const DEFAULT_TIMEOUT_SECONDS = 5
/** What `auto` takes for the end of speech; the platform names no figure. */
const AUTO_SPEECH_SECONDS = 1

const prompts: Record<string, Verb> = { Say: say, Play: play, Pause: pause }

/** Gather: the prompt, then what the caller answers, then the action; or the next verb when nothing was answered. */
const run: Run = async (line, document, element): Promise<Outcome> => {
  for (const child of childElements(element)) await prompts[child.name]?.run(line, document, child)
  const question = readQuestion(element)
  const hear = (asked: Question, answer: Answer) => collect(asked, answer, line.switches)
  const collected = await ask(line, question, hear)
  if (collected.hungUp) return { end: 'caller' }
  await tellPartialResults(line, document, element, collected)
  return follow(line, document, element, collected)
}

export const gather: Verb = {
  name: 'Gather',
  status: 'played',
  page: cxmlPage('gather'),
  does: 'Asked, with the timeouts, finishing keys and partial results of the page',
  rule: around(
    Object.keys(prompts),
    {
      input: oneOf('dtmf', 'speech', 'dtmf speech', 'speech dtmf'),
      action: url,
      method,
      timeout: positive,
      speechTimeout: { accepts: /^(auto|[1-9]\d{0,5})$/, wants: 'auto or a whole number of seconds' },
      finishOnKey: keySet,
      numDigits: positive,
      language: locale,
      hints: anything,
      enhanced: boolean,
      speechModel: oneOf('default', 'phone_call', 'video'),
      profanityFilter: boolean,
      actionOnEmptyResult: boolean,
      partialResultCallback: url,
      partialResultCallbackMethod: method,
      bargeIn: boolean,
    },
    checkGather,
  ),
  run,
}

function readQuestion({ attributes }: Element): Omit<Question, 'heard' | 'signal'> {
  const written = (attributes.input ?? '').split(/[\s,]+/)
  const takesSpeech = written.includes('speech')
  const timeout = Number(attributes.timeout) || DEFAULT_TIMEOUT_SECONDS
  const { speechTimeout } = attributes
  return {
    // keys are the default, also where the attribute holds nothing that is documented
    takesKeys: written.includes('dtmf') || !takesSpeech,
    takesSpeech,
    timeout,
    speechTimeout: speechTimeout === 'auto' ? AUTO_SPEECH_SECONDS : Number(speechTimeout) || timeout,
    finishOnKey: attributes.finishOnKey ?? '#',
    numDigits: Number(attributes.numDigits) || Number.POSITIVE_INFINITY,
    language: attributes.language ?? 'en-US',
    hints: (attributes.hints ?? '').split(',').map((hint) => hint.trim()),
  }
}

function follow(line: Line, document: Document, { attributes }: Element, collected: Collected): Outcome {
  const fields = answerFields(line, collected)
  if (!fields && attributes.actionOnEmptyResult !== 'true') return undefined
  const method = methodOf(attributes.method)
  return stepTo('gather', document, { ...attributes, method }, fields ?? emptyFields(line))
}

function answerFields({ switches }: Line, collected: Collected): Record<string, string> | undefined {
  const { digits, words, confidence, isBareFinish } = collected
  const byKeys = digits !== '' || isBareFinish
  if (!byKeys && words === '') return undefined
  const type = switches.inputType === 'sent' ? { input_type: byKeys ? 'dtmf' : 'speech' } : {}
  if (byKeys) return { ...type, Digits: digits }
  const blank = switches.speechDigits === 'blank' ? { Digits: '' } : {}
  return { ...type, ...blank, SpeechResult: words, Confidence: String(confidence) }
}

function emptyFields({ switches }: Line): Record<string, string> {
  return switches.emptyResult === 'blank' ? { Digits: '', SpeechResult: '' } : {}
}

/** Without an action it "can cause looping": the page of <Gather>. */
function checkGather(element: Element, dialect: DialectName): Fault[] {
  const { attributes } = element
  const isIdle = attributes.speechModel && attributes.enhanced !== 'true' && dialect === 'cxml'
  return [
    ...(attributes.action ? checkAction(element, dialect) : [noAction('Gather')]),
    ...checkHints(attributes.hints ?? ''),
    ...(isIdle ? [idleModel] : []),
    ...(childElements(element).some((child) => child.attributes.digits) ? [playedDigits] : []),
  ]
}

const idleModel: Fault = {
  what: 'speechModel without enhanced="true" has no effect',
  platform: 'the platform ignores it',
  fix: 'add enhanced="true", or leave speechModel out',
  severity: 'warning',
}
const playedDigits: Fault = {
  what: '<Play> inside <Gather> has digits',
  platform: 'the platform does not allow it there',
  fix: 'play them before <Gather>',
}

function checkHints(hints: string): Fault[] {
  const entries = hints.split(',').map((hint) => hint.trim())
  const long = entries.find((hint) => [...hint].length > HINT_CHARACTERS)
  const platform = 'the platform does not use such hints'
  const fix = `give at most ${HINT_COUNT} hints of at most ${HINT_CHARACTERS} characters, separated by commas`
  const common = { code: 13330, platform, fix, severity: 'warning' as const }
  if (long) return [{ ...common, what: `a hint has ${[...long].length} characters` }]
  return entries.length > HINT_COUNT ? [{ ...common, what: `there are ${entries.length} hints` }] : []
}
