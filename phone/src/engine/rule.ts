import type { Element } from './xml.ts'

/** Whose documents are played: SignalWire's cXML or Twilio's TwiML. */
export type DialectName = 'cxml' | 'twiml'

/** What an attribute may hold: a test, and the words for it in an error. */
export type ValueRule = { accepts: RegExp; wants: string; code?: number }

/** Something in a document that is not as documented. Without a severity the platform does not do what was meant. */
export type Fault = { code?: number; what: string; platform: string; fix: string; severity?: 'warning' }

export type ElementRule = {
  attributes: Record<string, ValueRule>
  /** Elements that may stand directly inside. */
  children: string[]
  /** Whether text may stand directly inside. */
  text: boolean
  /** Nothing of it is checked. */
  isOpen?: boolean
  /** What else can be wrong with it. */
  check?: (element: Element, dialect: DialectName) => Fault[]
}

type Values = Record<string, ValueRule>
type Check = NonNullable<ElementRule['check']>

export const anything: ValueRule = { accepts: /^/, wants: 'any text' }
export const url: ValueRule = { accepts: /^\S+$/, wants: 'a URL', code: 11100 }
export const method: ValueRule = { accepts: /^(GET|POST)$/, wants: 'GET or POST', code: 13221 }
export const boolean: ValueRule = { accepts: /^(true|false)$/, wants: 'true or false' }
export const count: ValueRule = { accepts: /^\d{1,6}$/, wants: 'a whole number' }
export const positive: ValueRule = { accepts: /^[1-9]\d{0,5}$/, wants: 'a whole number from 1' }
export const keys: ValueRule = { accepts: /^[0-9A-D*#wW]+$/, wants: 'keys and w' }
/** A set of keys, of which any one ends the input. */
export const keySet: ValueRule = { accepts: /^[0-9*#]*$/, wants: 'keys of 0-9, * and #, or nothing' }
export const locale: ValueRule = {
  accepts: /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*$/,
  wants: 'a locale such as en-US',
}

/** A number as the platforms want it: E.164. */
export const e164 = /^\+[1-9]\d{6,14}$/
export const number: ValueRule = { accepts: e164, wants: 'a number in E.164 such as +12025550123' }

export const oneOf = (...values: string[]): ValueRule => ({
  accepts: new RegExp(`^(${values.join('|')})$`),
  wants: `one of ${values.join(', ')}`,
})

/** Some of these words, separated by spaces. */
export const someOf = (...values: string[]): ValueRule => ({
  accepts: new RegExp(`^(${values.join('|')})( (${values.join('|')}))*$`),
  wants: `one or more of ${values.join(', ')}`,
})

/** An element with text and nothing else inside. */
export const textOnly = (attributes: Values, check?: Check): ElementRule => ({
  attributes,
  children: [],
  text: true,
  ...(check && { check }),
})

/** An element with nothing inside. */
export const empty = (attributes: Values, check?: Check): ElementRule => ({
  ...textOnly(attributes, check),
  text: false,
})

/** An element with other elements inside. */
export const around = (children: string[], attributes: Values, check?: Check): ElementRule => ({
  ...empty(attributes, check),
  children,
})

/** The callback of a recording, as <Record>, <Dial> and <Conference> have it. */
export const recordingCallback = {
  recordingStatusCallback: url,
  recordingStatusCallbackMethod: method,
  recordingStatusCallbackEvent: someOf('in-progress', 'completed', 'absent', 'failed'),
}

/** The action of <Gather> and <Dial> is documented as an absolute URL; that of every other verb may be relative. */
export function checkAction({ name, attributes }: Element, dialect: DialectName): Fault[] {
  if (dialect === 'twiml' || !attributes.action || /^https?:\/\//.test(attributes.action)) return []
  return [
    {
      what: `the action of <${name}> is relative: ${attributes.action}`,
      platform: 'the platform is documented to want a full URL, though relative ones are known to work',
      fix: 'write the whole URL, with https:// and host',
      severity: 'warning',
    },
  ]
}

/** What <Gather> and <Record> do without an action. */
export function noAction(name: string): Fault {
  return {
    what: `<${name}> has no action`,
    platform: 'the platform requests this same document again with the answer, which can loop',
    fix: 'give it the URL of the next step as action',
    severity: 'warning',
  }
}
