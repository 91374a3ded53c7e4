import type { Answer, CallerInput, Question } from './answer.ts'
import type { Switches } from './switches.ts'

/** What the platform took of what the caller did. */
export type Collected = {
  digits: string
  words: string
  confidence: number
  /** Seconds from the end of the prompt to the end of the question. */
  seconds: number
  /** Whether the caller hung up before the question ended. */
  hungUp: boolean
  /** The key that ends input came first, and the switches make that an empty answer. */
  isBareFinish: boolean
}

type Listening = Collected & { now: number; deadline: number; isOver: boolean }

/** Plays what the caller does against the timeouts of the question: the first kind of input that is taken wins. */
export function collect(question: Question, answer: Answer, switches: Switches): Collected {
  const listening: Listening = { ...nothingYet, deadline: question.timeout }
  for (const input of answer.inputs) {
    if (listening.now + input.after >= listening.deadline) break
    listening.now += input.after
    take(listening, question, input, switches)
    if (listening.isOver) break
  }
  const hungUp = Boolean(answer.hangsUp) && !listening.isOver && listening.now < listening.deadline
  const seconds = listening.isOver || hungUp ? listening.now : listening.deadline
  return { ...listening, seconds, hungUp }
}

const nothingYet = {
  digits: '',
  words: '',
  confidence: 0,
  seconds: 0,
  hungUp: false,
  isBareFinish: false,
  now: 0,
  isOver: false,
}

function take(listening: Listening, question: Question, input: CallerInput, switches: Switches): void {
  if (input.kind === 'key') takeKey(listening, question, input.key, switches)
  else if (input.kind === 'words') takeWords(listening, question, input)
  else listening.now += NOISE_SECONDS
}

function takeKey(listening: Listening, question: Question, key: string, switches: Switches): void {
  if (!question.takesKeys || listening.words !== '') return
  if (question.finishOnKey.includes(key)) {
    // as the first key it ends nothing, unless the switches say so
    const isBare = listening.digits === ''
    listening.isBareFinish = isBare && switches.bareFinishKey === 'blank'
    listening.isOver = !isBare || listening.isBareFinish
    return
  }
  listening.digits += key
  listening.deadline = listening.now + question.timeout
  listening.isOver = listening.digits.length === question.numDigits
}

function takeWords(listening: Listening, question: Question, input: CallerInput & { kind: 'words' }): void {
  listening.now += secondsToSay(input.words)
  if (!question.takesSpeech || listening.digits !== '') return
  listening.words = `${listening.words} ${input.words}`.trim()
  listening.confidence = input.confidence
  listening.deadline = listening.now + question.speechTimeout
}

const NOISE_SECONDS = 1
const WORDS_PER_SECOND = 2.5

/** About how long a text takes to say. */
export function secondsToSay(text: string): number {
  return text.split(/\s+/).length / WORDS_PER_SECOND
}
