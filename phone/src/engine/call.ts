import type { Caller } from './answer.ts'
import { Breach } from './breach.ts'
import { type Clock, virtualClock } from './clock.ts'
import { dialects } from './dialects.ts'
import { openDocument } from './document.ts'
import type { CallEvent, End, Ending, TimedEvent } from './events.ts'
import { type Detour, sendOverHttp } from './http.ts'
import {
  CallOver,
  LeftQueue,
  type Line,
  type Outcome,
  reportFailure,
  type Step,
  withoutSignal,
} from './line.ts'
import type { DialectName } from './rule.ts'
import { runDocument } from './run-document.ts'
import { defaultLimits, type Limits, type Send } from './send.ts'
import { reportEnd } from './status-callback.ts'
import { type SomeSwitches, withDefaults } from './switches.ts'

export type CallOptions = {
  /** The number's voice URL, as it is configured at the platform: this is what is signed. */
  url: string
  method?: 'GET' | 'POST'
  from: string
  to: string
  /** The project's signing key; without one nothing is signed. */
  key?: string
  fallbackUrl?: string
  statusCallbackUrl?: string
  accountSid?: string
  callSid?: string
  /** Whose documents the server speaks: SignalWire's cXML, or Twilio's TwiML. */
  dialect?: DialectName
  answer: Caller
  send?: Send
  limits?: Limits
  clock?: Clock
  switches?: SomeSwitches
  /** Aborting it hangs up. */
  signal?: AbortSignal
  onEvent?: (event: TimedEvent) => void
}

/** What is called, as it is configured at the platform. */
export type Target = Pick<CallOptions, 'url' | 'key' | 'fallbackUrl' | 'statusCallbackUrl'> & {
  /** Where the line takes texts. */
  messageUrl?: string
  /** Where the server really listens, when that is not its URL. */
  detour?: Detour
  /** Reads a time on the line's own clock, in epoch milliseconds: it can be called at another time, and is then told which. */
  readTime?: (text: string) => number | undefined
}

/** A call that is over. */
export type Call = {
  callSid: string
  events: TimedEvent[]
  /** Everything that was spoken, in order. */
  heard: string[]
  ending: Ending
  /** Everything the server did that the platform would not accept. */
  breaches: string[]
}

/** Places a call to a cXML server and plays the platform until the call is over. Never rejects for what a server does. */
export async function placeCall(options: CallOptions): Promise<Call> {
  const events: TimedEvent[] = []
  const line = openLine(options, events)
  const started = line.clock.now()
  line.emit({ kind: 'placed', callSid: line.callSid, from: line.from, to: line.to })
  const by = await runCall(line, options)
  const ending: Ending = { by, status: finalStatus(line, by), seconds: (line.clock.now() - started) / 1000 }
  line.emit({ kind: 'ended', ending })
  for (const tell of line.later) await tell()
  await reportEnd(withoutSignal(line), ending)
  return {
    callSid: line.callSid,
    events,
    heard: events.flatMap((event) => (event.kind === 'spoken' ? [event.text] : [])),
    ending,
    breaches: events.flatMap((event) => (event.kind === 'breach' ? [event.message] : [])),
  }
}

/** A call, or a text, that has not begun. */
export function openLine(options: CallOptions, events: TimedEvent[]): Line {
  const clock = options.clock ?? virtualClock()
  const started = clock.now()
  const dialect = dialects[options.dialect ?? 'cxml']
  return {
    callSid: options.callSid ?? dialect.sid('CA'),
    accountSid: options.accountSid ?? dialect.localProject,
    dialect,
    from: options.from,
    to: options.to,
    key: options.key,
    fallbackUrl: options.fallbackUrl,
    statusCallbackUrl: options.statusCallbackUrl,
    caller: options.answer,
    send: options.send ?? sendOverHttp(),
    limits: options.limits ?? defaultLimits,
    clock,
    switches: withDefaults(options.switches ?? {}),
    signal: options.signal ?? new AbortController().signal,
    emit: (event: CallEvent) => {
      const timed = { ...event, at: (clock.now() - started) / 1000 }
      events.push(timed)
      options.onEvent?.(timed)
    },
    later: [],
    answered: false,
    documents: 0,
    heard: [],
    warned: new Set(),
  }
}

/** Requests documents and runs them, from the first to the end. */
export async function runCall(
  line: Line,
  { url, method = 'POST' }: Pick<CallOptions, 'url' | 'method'>,
): Promise<End> {
  try {
    let outcome: NonNullable<Outcome> = { next: { purpose: 'voice', method, url, fields: {} } }
    while ('next' in outcome) outcome = await runStep(line, outcome.next)
    return outcome.end
  } catch (error) {
    if (error instanceof CallOver) return error.end
    throw error
  }
}

async function runStep(line: Line, step: Step): Promise<NonNullable<Outcome>> {
  try {
    return (await runDocument(line, await openDocument(line, step))) ?? { end: 'line' }
  } catch (error) {
    if (error instanceof LeftQueue) return { end: 'line' }
    if (!(error instanceof Breach)) throw error
    reportFailure(line, error)
    return fallBack(line, step)
  }
}

/** The number's fallback URL, once for each step that failed. */
function fallBack(line: Line, failed: Step): NonNullable<Outcome> {
  const isTaken = failed.purpose === 'voice' || line.switches.actionFallback === 'taken'
  if (!line.fallbackUrl || failed.purpose === 'fallback' || !isTaken) return { end: 'failed' }
  return { next: { purpose: 'fallback', method: 'POST', url: line.fallbackUrl, fields: {} } }
}

function finalStatus(line: Line, by: End): Ending['status'] {
  if (by === 'busy') return 'busy'
  if (by === 'rejected') return 'no-answer'
  return by === 'failed' && !line.answered ? 'failed' : 'completed'
}
