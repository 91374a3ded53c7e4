import type { BreachDetails } from '../engine/breach.ts'
import type { Ending, Exchange } from '../engine/events.ts'
import type { PageEvent } from '../page/page-events.ts'
import type { ShownLine } from '../page/pretty.ts'

/** One thing in the transcript. */
export type Entry = {
  by: 'line' | 'you' | 'note' | 'text' | 'error'
  text: string
  /** The voice's language, of what the line says. */
  language?: string
}

export type ShownBreach = { message: string; details: BreachDetails }
export type ShownExchange = Exchange & { lines: ShownLine[]; breaches: ShownBreach[] }

/** What the line waits for. */
export type OpenQuestion = {
  takesKeys: boolean
  takesSpeech: boolean
  numDigits: number
  finishOnKey: string
  timeout: number
}

export type CallState = {
  phase: 'idle' | 'dialling' | 'talking' | 'over'
  entries: Entry[]
  exchanges: ShownExchange[]
  question?: OpenQuestion | undefined
  /** How many questions there were. */
  asked: number
  ending?: Ending
}

export const noCall: CallState = { phase: 'idle', entries: [], exchanges: [], asked: 0 }
export const dialling: CallState = { ...noCall, phase: 'dialling' }

/** The state once the server has gone away. */
export function lose(state: CallState): CallState {
  if (state.phase === 'over') return state
  return { ...add(state, { by: 'error', text: 'The development server has gone away.' }), ...over }
}

/** The state after an event. */
export function showEvent(state: CallState, event: PageEvent): CallState {
  switch (event.kind) {
    case 'exchanged':
      return {
        ...state,
        exchanges: [...state.exchanges, { ...event, lines: event.lines ?? [], breaches: [] }],
      }
    case 'breach':
      return showBreach(state, event)
    case 'asked': {
      // JSON has no infinity: without a number of digits there is no limit
      const { numDigits, ...question } = event.question
      return {
        ...state,
        phase: 'talking',
        asked: state.asked + 1,
        question: { ...question, numDigits: numDigits ?? Number.POSITIVE_INFINITY },
      }
    }
    case 'answered':
      return { ...add(state, { by: 'you', text: describeAnswer(event) }), question: undefined }
    case 'ended':
      return { ...add(state, { by: 'note', text: endings[event.ending.by] }), ...over, ending: event.ending }
    case 'text-arrived':
      return add(state, { by: 'text', text: event.body })
    default:
      return showHeard(state, event)
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
    case 'dialled': {
      const whom = event.numbers.join(', ')
      const text = event.status === 'completed' ? `You are connected to ${whom}` : `${whom}: ${event.status}`
      return add(state, { by: 'note', text })
    }
    case 'texted':
      return add(state, { by: 'text', text: event.body })
    default:
      return state
  }
}

/** A breach is shown in the transcript, and where it stands in the document. */
function showBreach(state: CallState, { message, details }: ShownBreach): CallState {
  const isError = details.severity !== 'warning'
  const exchanges = state.exchanges.map((exchange, i) =>
    i === state.exchanges.length - 1
      ? { ...exchange, breaches: [...exchange.breaches, { message, details }] }
      : exchange,
  )
  return { ...(isError ? add(state, { by: 'error', text: message }) : state), exchanges }
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
  return { ...state, entries: [...state.entries, entry] }
}
