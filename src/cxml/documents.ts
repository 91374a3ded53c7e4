import { attributes, type Xml, xml } from './xml.ts'

/** A sentence, and the voice and language that say it. */
export type Spoken = { text: string; voice: string; language: string }

export type Listening = {
  /** The absolute URL that gets what was heard; silence goes there too. */
  action: string
  /** How many keys complete an answer; without it only the finish key or a pause does. */
  keys?: number
  /** Seconds of quiet that end what the caller says. */
  endSilence: number
  hints: string[]
}

/** The platform's limits, each hint at most 100 characters (Gather's reference page). */
const LONGEST_HINT = 100
/** Seconds without any input after which the platform reports silence. */
const SILENCE_SECONDS = 5

/**
 * Speaks, then listens. Silence reaches the same URL whether the platform posts it (`actionOnEmptyResult`) or falls
 * through to the Redirect, which it is documented to do where it does not.
 */
export function listen(says: Spoken[], listening: Listening, language: string): string {
  const gather = attributes({
    input: 'dtmf speech',
    action: listening.action,
    method: 'POST',
    timeout: SILENCE_SECONDS,
    speechTimeout: listening.endSilence,
    numDigits: listening.keys,
    finishOnKey: '#',
    language,
    hints: joinHints(listening.hints),
    actionOnEmptyResult: 'true',
    // On by default: it masks names, such as "D*** B****".
    profanityFilter: 'false',
  })
  return response(
    xml`<Gather${gather}>${say(says)}</Gather><Redirect method="POST">${listening.action}</Redirect>`,
  )
}

/** The names of who comes next are the same list for many calls. */
const joinedHints = new WeakMap<readonly string[], string>()

function joinHints(hints: readonly string[]): string | undefined {
  const known = joinedHints.get(hints)
  if (known !== undefined) return known || undefined
  const joined = hints.filter((hint) => hint.length <= LONGEST_HINT && !hint.includes(',')).join(',')
  joinedHints.set(hints, joined)
  return joined || undefined
}

/** Speaks, then hangs up. */
export function hangUp(says: Spoken[]): string {
  return response(xml`${say(says)}<Hangup/>`)
}

/** Seconds the operator's phone rings before the caller is told that nobody answers. */
const RING_SECONDS = 30

/** Speaks, then connects to a number. After the talk a URL is asked, or something is said and the call ends. */
export function connect(
  says: Spoken[],
  to: { number: string; callerId: string | undefined; after: string | Spoken[] },
): string {
  const action = typeof to.after === 'string' && { action: to.after, method: 'POST' }
  const dial = attributes({ ...action, timeout: RING_SECONDS, callerId: to.callerId })
  const after = typeof to.after === 'string' ? [] : [...say(to.after), xml`<Hangup/>`]
  return response(xml`${say(says)}<Dial${dial}><Number>${to.number}</Number></Dial>${after}`)
}

/** Answers a text message with another one. Only a document about a message may hold this. */
export function message(text: string): string {
  return response(xml`<Message>${text}</Message>`)
}

/** For a status callback, or a text message that is not answered: nothing to do. */
export const nothing = response(xml``)

function say(says: Spoken[]): Xml[] {
  return says.map(({ text, ...how }) => xml`<Say${attributes(how)}>${text}</Say>`)
}

function response(verbs: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml`<Response>${verbs}</Response>`.markup}\n`
}
