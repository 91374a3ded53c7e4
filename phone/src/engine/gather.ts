import { type Answer, hangUp, type Question, silence } from './answer.ts'
import { type Collected, collect } from './collect.ts'
import type { Document } from './document.ts'
import { type Line, type Outcome, resolveUrl } from './line.ts'
import { pause, play, say } from './speech.ts'
import { childElements, type Element } from './xml.ts'

const DEFAULT_TIMEOUT_SECONDS = 5
/** What `auto` takes for the end of speech; the platform names no figure. */
const AUTO_SPEECH_SECONDS = 1

const prompts: Record<string, (line: Line, element: Element) => Promise<Outcome>> = {
  Say: say,
  Play: play,
  Pause: pause,
}

/** Gather: the prompt, then what the caller answers, then the action; or the next verb when nothing was answered. */
export async function gather(line: Line, document: Document, element: Element): Promise<Outcome> {
  for (const child of childElements(element)) await prompts[child.name]?.(line, child)
  const over = new AbortController()
  const question = readQuestion(line, element, over.signal)
  const { signal: _, ...told } = question
  line.emit({ kind: 'asked', question: told })
  const asked = line.clock.now()
  const answer = await ask(line, question)
  over.abort()
  const collected = collect(question, answer, line.switches)
  // a person may have used up some of that time already
  const spent = (line.clock.now() - asked) / 1000
  await line.clock.sleep(Math.max(0, collected.seconds - spent), line.signal)
  line.heard = []
  line.emit({ kind: 'answered', answer, digits: collected.digits, speech: collected.words })
  if (collected.hungUp || line.signal.aborted) return { end: 'caller' }
  return follow(line, document, element, collected)
}

function readQuestion(line: Line, { attributes }: Element, signal: AbortSignal): Question {
  const input = (attributes.input ?? 'dtmf').split(' ')
  const timeout = Number(attributes.timeout ?? DEFAULT_TIMEOUT_SECONDS) || DEFAULT_TIMEOUT_SECONDS
  const speechTimeout = attributes.speechTimeout
  return {
    heard: line.heard,
    takesKeys: input.includes('dtmf'),
    takesSpeech: input.includes('speech'),
    timeout,
    speechTimeout: speechTimeout === 'auto' ? AUTO_SPEECH_SECONDS : Number(speechTimeout) || timeout,
    finishOnKey: attributes.finishOnKey ?? '#',
    numDigits: Number(attributes.numDigits) || Number.POSITIVE_INFINITY,
    language: attributes.language ?? 'en-US',
    hints: (attributes.hints ?? '').split(',').map((hint) => hint.trim()),
    signal,
  }
}

/** The caller's answer; hanging up comes before it, and on a real clock so does the timeout. */
function ask(line: Line, question: Question): Promise<Answer> {
  const hungUp = new Promise<Answer>((resolve) => {
    if (line.signal.aborted) resolve(hangUp)
    line.signal.addEventListener('abort', () => resolve(hangUp), { signal: question.signal })
  })
  const answered = Promise.resolve(line.caller(question))
  if (!line.clock.isReal) return Promise.race([hungUp, answered])
  const timedOut = line.clock.sleep(question.timeout, question.signal).then(() => silence)
  return Promise.race([hungUp, answered, timedOut])
}

function follow(line: Line, document: Document, { attributes }: Element, collected: Collected): Outcome {
  const fields = answerFields(line, collected)
  if (!fields && attributes.actionOnEmptyResult !== 'true') return undefined
  const method = attributes.method === 'GET' ? 'GET' : 'POST'
  const url = attributes.action ? resolveUrl(attributes.action, document.url).href : document.url
  return { next: { purpose: 'gather', method, url, fields: fields ?? emptyFields(line) } }
}

function answerFields({ switches }: Line, { digits, words, confidence, isBareFinish }: Collected) {
  if (digits !== '' || isBareFinish) return { Digits: digits }
  if (words === '') return undefined
  const blank = switches.speechDigits === 'blank' ? { Digits: '' } : {}
  return { ...blank, SpeechResult: words, Confidence: String(confidence) }
}

function emptyFields({ switches }: Line): Record<string, string> {
  return switches.emptyResult === 'blank' ? { Digits: '', SpeechResult: '' } : {}
}
