import type { Caller } from './answer.ts'
import { Breach } from './breach.ts'
import type { Clock } from './clock.ts'
import type { CallEvent, End, Exchange, Purpose } from './events.ts'
import type { DialectName, ElementRule } from './rule.ts'
import type { Limits, Send } from './send.ts'
import type { Switches } from './switches.ts'
import type { Element } from './xml.ts'

/** A call in progress. */
export type Line = {
  readonly callSid: string
  readonly accountSid: string
  readonly from: string
  readonly to: string
  readonly key: string | undefined
  readonly fallbackUrl: string | undefined
  readonly statusCallbackUrl: string | undefined
  readonly dialect: Dialect
  readonly caller: Caller
  readonly send: Send
  readonly limits: Limits
  readonly clock: Clock
  readonly switches: Switches
  /** Set when the caller hangs up, whatever the call is doing. */
  readonly signal: AbortSignal
  readonly emit: (event: CallEvent) => void
  /** What is sent with every request, where it is not a call but a text. */
  readonly message?: Record<string, string>
  /** What the platform does after the call, such as telling of a recording. */
  readonly later: (() => Promise<void>)[]
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

/** A document and where it came from. */
export type Document = { url: string; method: Step['method']; root: Element }

/** What a verb leads to; undefined is the verb after it. */
export type Outcome = { next: Step } | { end: End } | undefined

export type Run = (line: Line, document: Document, element: Element) => Outcome | Promise<Outcome>

/** What may stand directly inside <Response>: its rules, and how a call runs it. */
export type Verb = {
  name: string
  /** `accepted` verbs pass without what they are for; those that are not played are skipped. */
  status: 'played' | 'accepted' | 'not played'
  /** The page of the documentation. */
  page: string
  /** What happens here, in words. */
  does: string
  rule: ElementRule
  /** What may stand inside it alone. */
  nouns?: Record<string, ElementRule>
  run: Run
}

/** A platform's documents: its verbs, and what differs in its requests. */
export type Dialect = {
  name: DialectName
  verbs: Record<string, Verb>
  /** The rules of every element. */
  elements: Record<string, ElementRule>
  /** The same for the answer to a text. */
  messages: { verbs: Record<string, Verb>; elements: Record<string, ElementRule> }
  signatureHeaders: readonly string[]
  /** Where no project is configured. */
  localProject: string
  /** A new identifier; the prefix is Twilio's. */
  sid(prefix: string): string
  /** Sent beside the parameters that both platforms send. */
  parameters(line: Line): Record<string, string>
}

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
  if (line.message) return line.message
  return {
    AccountSid: line.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: line.callSid,
    CallStatus: line.answered ? 'in-progress' : 'ringing',
    Direction: 'inbound',
    From: line.from,
    To: line.to,
    ...line.dialect.parameters(line),
  }
}

/** The method of an attribute; whatever else is written there counts as the default. */
export function methodOf(written: string | undefined): Step['method'] {
  return written === 'GET' ? 'GET' : 'POST'
}

/** The step to the action of a verb, or to the document itself. */
export function stepTo(
  purpose: Purpose,
  document: Document,
  { action, method }: Element['attributes'],
  fields: Step['fields'],
): { next: Step } {
  const url = action ? resolveUrl(action, document.url).href : document.url
  return { next: { purpose, method: methodOf(method), url, fields } }
}

/** Tells of something that the platform would not take as it is meant. */
export function report(line: Line, breach: Breach): void {
  const { strictness } = line.switches
  const { severity: written = 'error', what } = breach.details
  const severity = strictness === 'strict' ? 'error' : strictness === 'lenient' ? 'warning' : written
  // what is wrong with a question is reported once a call, however often it is asked
  if (line.warned.has(what)) return
  line.warned.add(what)
  line.emit({ kind: 'breach', message: breach.message, details: { ...breach.details, severity } })
}

/** Tells of what keeps the platform from going on. */
export function reportFailure(line: Line, breach: Breach): void {
  line.emit({ kind: 'breach', message: breach.message, details: { ...breach.details, severity: 'error' } })
}

/** The same call after the caller has hung up. */
export function withoutSignal(line: Line): Line {
  return { ...line, signal: new AbortController().signal }
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

/** Thrown by <Leave>, and caught by the <Enqueue> whose wait document it stands in. */
export class LeftQueue extends Error {}
