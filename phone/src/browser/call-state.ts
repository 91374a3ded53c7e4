import type { Question } from '../engine/answer.ts'
import type { BreachDetails } from '../engine/breach.ts'
import type { Ending, Exchange } from '../engine/events.ts'
import type { PageEvent } from '../page/page-events.ts'
import type { ShownLine } from '../page/pretty.ts'
import type { TextAnswer } from './api.ts'
import { type Fault, faultOf } from './fault.ts'

/** One thing in the transcript, and its second of the call. */
export type Entry =
  | {
      by: 'line' | 'you' | 'note' | 'text' | 'reply'
      text: string
      at?: number
      /** The voice's language, of what the line says. */
      language?: string
    }
  | { by: 'fault'; fault: Fault; at?: number }

export type ShownBreach = { fault: Fault; details: BreachDetails }
export type ShownExchange = Exchange & { lines: ShownLine[]; breaches: ShownBreach[] }

/** What the line waits for. */
export type OpenQuestion = Pick<
  Question,
  'takesKeys' | 'takesSpeech' | 'numDigits' | 'finishOnKey' | 'timeout'
>

export type CallState = {
  phase: 'dialling' | 'talking' | 'over'
  entries: Entry[]
  exchanges: ShownExchange[]
  question?: OpenQuestion | undefined
  /** How many questions there were. */
  asked: number
  /** Texts that have come but belong after what is still being said. */
  held: string[]
  ending?: Ending
  /** The call as a file. */
  file?: string
  /** The second of the call that is now. */
  at: number
}

export const dialling: CallState = {
  phase: 'dialling',
  entries: [],
  exchanges: [],
  asked: 0,
  held: [],
  at: 0,
}

/** The state with something wrong in the transcript. */
export function addFault(state: CallState, fault: Fault): CallState {
  return add(state, { by: 'fault', fault })
}

/** The state once a call cannot go on, for a reason that no event tells. */
export function breakOff(state: CallState, fault: Fault): CallState {
  return state.phase === 'over' ? state : { ...addFault(state, fault), ...over }
}

/** The state after the person has written a text to the line. */
export function showReply(state: CallState, text: string): CallState {
  return add(state, { by: 'reply', text })
}

/** The state after the line has answered it. */
export function showTextAnswer(state: CallState, answer: TextAnswer): CallState {
  const faults = answer.breaches.map((details) => faultOf(details, undefined))
  const after = faults.filter(({ isWarning }) => !isWarning).reduce(addFault, state)
  const isSilent = answer.texts.length === 0 && after === state
  const note = { by: 'note', text: 'The line has nothing to say to this text' } as const
  return isSilent ? add(state, note) : answer.texts.reduce(showText, after)
}

/** The state of a call whose page has gone on to another: it is not followed any more. */
export function leave(state: CallState): CallState {
  return { ...state, ...over }
}

/** The state after an event. */
export function showEvent(state: CallState, event: PageEvent): CallState {
  const now = 'at' in event ? { ...state, at: event.at } : state
  switch (event.kind) {
    case 'exchanged':
      return { ...now, exchanges: [...now.exchanges, { ...event, lines: event.lines ?? [], breaches: [] }] }
    case 'breach':
      return showBreach(now, event.details)
    case 'asked': {
      // JSON has no infinity: without a number of digits there is no limit
      const numDigits = event.question.numDigits ?? Number.POSITIVE_INFINITY
      return release({
        ...now,
        phase: 'talking',
        asked: now.asked + 1,
        question: { ...event.question, numDigits },
      })
    }
    case 'answered':
      return { ...add(now, { by: 'you', text: describeAnswer(event) }), question: undefined }
    case 'ended':
      return release({
        ...add(now, { by: 'note', text: endings[event.ending.by] }),
        ...over,
        ending: event.ending,
      })
    case 'saved':
      return { ...now, file: event.file }
    default:
      return showHeard(now, event)
  }
}

const over = { phase: 'over', question: undefined } as const

function showHeard(state: CallState, event: PageEvent): CallState {
  switch (event.kind) {
    case 'spoken': {
      const language = event.language ? { language: event.language } : {}
      return add({ ...state, phase: 'talking' }, { by: 'line', text: event.text, ...language })
    }
    case 'played':
      return add(state, { by: 'note', text: `The line plays ${event.url}` })
    case 'paused':
      return add(state, { by: 'note', text: `${event.seconds} s pass` })
    case 'performed':
      return add(state, { by: 'note', text: `The line ${event.text}` })
    case 'dialled': {
      const whom = event.numbers.join(', ')
      const text = event.status === 'completed' ? `You are connected to ${whom}` : `${whom}: ${event.status}`
      return add(state, { by: 'note', text })
    }
    case 'texted':
      return add(state, { by: 'text', text: event.body })
    case 'text-arrived':
      return showText(state, event.body)
    default:
      return state
  }
}

/** A text is sent while the line prepares its answer, and read after what the answer says of it. */
function showText(state: CallState, text: string): CallState {
  const isSpeaking = state.phase !== 'over' && !state.question
  return isSpeaking ? { ...state, held: [...state.held, text] } : add(state, { by: 'text', text })
}

function release({ held, ...state }: CallState): CallState {
  return held.reduce((after, text) => add(after, { by: 'text', text }), { ...state, held: [] } as CallState)
}

/** A breach is shown where it stands in the document, and in the transcript when it is an error. */
function showBreach(state: CallState, details: BreachDetails): CallState {
  const fault = faultOf(details, state.exchanges.at(-1))
  const exchanges = state.exchanges.map((exchange, i) =>
    i === state.exchanges.length - 1
      ? { ...exchange, breaches: [...exchange.breaches, { fault, details }] }
      : exchange,
  )
  return { ...(fault.isWarning ? state : add(state, { by: 'fault', fault })), exchanges }
}

const endings: Record<Ending['by'], string> = {
  line: 'The line hung up',
  rejected: 'The line rejected the call',
  busy: 'The line is busy',
  caller: 'You hung up',
  failed: 'The call failed',
}

function describeAnswer({ answer }: Extract<PageEvent, { kind: 'answered' }>): string {
  if (answer.hangsUp) return 'Hangs up'
  const words = answer.inputs.flatMap((input) => (input.kind === 'words' ? [input.words] : []))
  const keys = answer.inputs.flatMap((input) => (input.kind === 'key' ? [input.key] : []))
  if (words.length > 0) return words.join(' ')
  if (keys.length > 0) return `Keys ${keys.join(' ')}`
  return answer.inputs.length > 0 ? 'A noise' : 'Silence'
}

function add(state: CallState, entry: Entry): CallState {
  return { ...state, entries: [...state.entries, { ...entry, at: state.at }] }
}
