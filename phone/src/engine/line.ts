import type { Caller } from './answer.ts'
import { Breach } from './breach.ts'
import type { Clock } from './clock.ts'
import type { CallEvent, End, Exchange, Purpose } from './events.ts'
import type { Limits, Send } from './send.ts'
import type { Switches } from './switches.ts'

/** A call in progress. */
export type Line = {
  readonly callSid: string
  readonly accountSid: string
  readonly from: string
  readonly to: string
  readonly key: string | undefined
  readonly fallbackUrl: string | undefined
  readonly statusCallbackUrl: string | undefined
  readonly caller: Caller
  readonly send: Send
  readonly limits: Limits
  readonly clock: Clock
  readonly switches: Switches
  /** Set when the caller hangs up, whatever the call is doing. */
  readonly signal: AbortSignal
  readonly emit: (event: CallEvent) => void
  /** Whether a verb has answered the call. */
  answered: boolean
  /** How many documents the call has opened. */
  documents: number
  /** What was spoken since the caller last answered. */
  heard: string[]
  /** What the phone has warned of. */
  readonly warned: Set<string>
}

/** The next request of a call. */
export type Step = {
  purpose: Purpose
  method: Exchange['method']
  url: string
  /** Sent beside the standard parameters. */
  fields: Record<string, string>
}

/** What a verb leads to; undefined is the verb after it. */
export type Outcome = { next: Step } | { end: End } | undefined

/** Thrown where a call is over in the middle of something. */
export class CallOver extends Error {
  readonly end: End

  constructor(end: End) {
    super(`the call is over: ${end}`)
    this.end = end
  }
}

/** The parameters that the platform sends with every request of a call. */
export function standardParameters(line: Line): Record<string, string> {
  return {
    AccountSid: line.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: line.callSid,
    CallStatus: line.answered ? 'in-progress' : 'ringing',
    Direction: 'inbound',
    From: line.from,
    To: line.to,
  }
}

/** Tells of a breach; an error ends the call where the phone is strict. */
export function report(line: Line, breach: Breach): void {
  const isStrict = line.switches.strictness === 'strict'
  const severity = isStrict ? (breach.details.severity ?? 'error') : 'warning'
  // the same warning is reported once a call, however often its question is asked
  if (severity === 'warning' && line.warned.has(breach.details.what)) return
  line.warned.add(breach.details.what)
  line.emit({ kind: 'breach', message: breach.message, details: { ...breach.details, severity } })
}

/** The absolute URL of a reference in a document. */
export function resolveUrl(reference: string, base?: string): URL {
  const url = URL.canParse(reference, base) ? new URL(reference, base) : undefined
  if (url && /^https?:$/.test(url.protocol)) return url
  throw new Breach({
    code: 11100,
    what: `"${reference}" is not a URL that can be requested`,
    platform: 'the platform cannot go on and takes the fallback URL, or ends the call',
    fix: 'write an http or https URL',
  })
}
