import type { Answer, Question } from './answer.ts'
import type { BreachDetails } from './breach.ts'

export type Purpose =
  | (
      | 'voice'
      | 'gather'
      | 'record'
      | 'redirect'
      | 'dial'
      | 'sms'
      | 'queue'
      | 'wait'
      | 'connect'
      | 'refer'
      | 'message'
    )
  | ('partial' | 'fallback' | 'status')

/** One request to the server and what came back; without a status nothing came back. */
export type Exchange = {
  purpose: Purpose
  method: 'GET' | 'POST'
  url: string
  parameters: Record<string, string>
  status?: number
  contentType?: string
  document?: string
  milliseconds: number
  /** What the platform would have waited. */
  limit: number
}

/** How a call ended. `line`, `rejected` and `busy` are the server's choice. */
export type End = 'line' | 'rejected' | 'busy' | 'caller' | 'failed'

export type Ending = {
  by: End
  /** The CallStatus that is reported. */
  status: 'completed' | 'failed' | 'busy' | 'no-answer'
  /** Seconds since the call was placed. */
  seconds: number
}

export type CallEvent =
  | { kind: 'placed'; callSid: string; from: string; to: string }
  | ({ kind: 'exchanged' } & Exchange)
  | { kind: 'spoken'; text: string; voice?: string; language?: string }
  | { kind: 'played'; url: string }
  | { kind: 'paused'; seconds: number }
  | { kind: 'asked'; question: Omit<Question, 'signal'> }
  | { kind: 'answered'; answer: Answer; digits?: string; speech?: string }
  | { kind: 'dialled'; numbers: string[]; status: string }
  /** What the line does that is not heard as words, such as a beep. */
  | { kind: 'performed'; verb: string; text: string }
  | { kind: 'texted'; from: string; to: string; body: string; media?: string[] }
  | { kind: 'breach'; message: string; details: BreachDetails }
  | { kind: 'ended'; ending: Ending }

/** An event and the moment of the call it happened at, in seconds. */
export type TimedEvent = CallEvent & { at: number }
