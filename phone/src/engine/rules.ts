/** What an attribute may hold: a test, and the words for it in an error. */
export type ValueRule = { accepts: RegExp; wants: string; code?: number }

export type ElementRule = {
  attributes: Record<string, ValueRule>
  /** Elements that may stand directly inside. */
  children: string[]
  /** Whether text may stand directly inside. */
  text: boolean
}

const anything: ValueRule = { accepts: /^/, wants: 'any text' }
const url: ValueRule = { accepts: /^\S+$/, wants: 'a URL', code: 11100 }
const method: ValueRule = { accepts: /^(GET|POST)$/, wants: 'GET or POST', code: 13221 }
const boolean: ValueRule = { accepts: /^(true|false)$/, wants: 'true or false' }
const count: ValueRule = { accepts: /^\d{1,6}$/, wants: 'a whole number' }
const positive: ValueRule = { accepts: /^[1-9]\d{0,5}$/, wants: 'a whole number from 1' }
const locale: ValueRule = { accepts: /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*$/, wants: 'a locale such as en-US' }
const number: ValueRule = { accepts: /^\+[1-9]\d{6,14}$/, wants: 'a number in E.164 such as +12025550123' }
const oneOf = (...values: string[]): ValueRule => ({
  accepts: new RegExp(`^(${values.join('|')})$`),
  wants: `one of ${values.join(', ')}`,
})

const engines =
  'amazon|polly|azure|cartesia|deepgram|elevenlabs|fish|gcloud|grok|groq-tts|inworld|minimax|mistral|openai|rime|' +
  'smallest|speechify'
const voice: ValueRule = {
  accepts: new RegExp(`^(man|woman|alice|(${engines})\\.[^\\s:]+(:[^\\s:]+){0,2})$`, 'i'),
  wants: 'man, woman, or an engine and its voice such as Polly.Joanna',
}

/** What may be inside the text of a Say. */
export const ssmlElements = ['break', 'emphasis', 'lang', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub']
const spoken = (attributes: Record<string, ValueRule>): ElementRule => ({
  attributes,
  children: ssmlElements,
  text: true,
})
const plain = (attributes: Record<string, ValueRule>): ElementRule => ({
  attributes,
  children: [],
  text: true,
})
const empty = (attributes: Record<string, ValueRule>): ElementRule => ({
  attributes,
  children: [],
  text: false,
})

const ssml: Record<string, ElementRule> = {
  break: empty({
    strength: oneOf('none', 'x-weak', 'weak', 'medium', 'strong', 'x-strong'),
    time: { accepts: /^(\d{1,4}ms|([0-9](\.\d+)?|10)s|10000ms)$/, wants: 'a time up to 10s' },
  }),
  emphasis: spoken({ level: oneOf('strong', 'moderate', 'reduced') }),
  lang: spoken({ 'xml:lang': locale }),
  p: spoken({}),
  phoneme: spoken({ alphabet: anything, ph: anything }),
  prosody: spoken({ volume: anything, rate: anything, pitch: anything }),
  s: spoken({}),
  'say-as': spoken({ 'interpret-as': anything, format: anything, role: anything }),
  sub: spoken({ alias: anything }),
}

const events = 'initiated|ringing|answered|completed'
const callback = {
  url,
  method,
  statusCallback: url,
  statusCallbackEvent: {
    accepts: new RegExp(`^(${events})( (${events}))*$`),
    wants: events.replaceAll('|', ', '),
  },
  statusCallbackMethod: method,
}

const recording = {
  record: oneOf(
    'do-not-record',
    'record-from-answer',
    'record-from-ringing',
    'record-from-answer-dual',
    'record-from-ringing-dual',
  ),
  recordingStatusCallback: url,
  recordingStatusCallbackMethod: method,
  recordingStatusCallbackEvent: anything,
  recordingStorageUrl: url,
  recordingStorageUrlMethod: method,
  recordingTrack: oneOf('inbound', 'outbound', 'both'),
  trim: oneOf('trim-silence', 'do-not-trim'),
}

const verbs: Record<string, ElementRule> = {
  Say: spoken({ voice, language: locale, loop: count }),
  Play: plain({ loop: count, digits: { accepts: /^[0-9A-D*#wW]+$/, wants: 'keys and w' } }),
  Pause: empty({ length: count }),
  Redirect: plain({ method }),
  Hangup: empty({}),
  Reject: empty({ reason: oneOf('rejected', 'busy') }),
  Sms: plain({ to: number, from: number, action: url, method, statusCallback: url }),
  Gather: {
    children: ['Say', 'Play', 'Pause'],
    text: false,
    attributes: {
      input: oneOf('dtmf', 'speech', 'dtmf speech', 'speech dtmf'),
      action: url,
      method,
      timeout: positive,
      speechTimeout: { accepts: /^(auto|[1-9]\d{0,5})$/, wants: 'auto or a whole number of seconds' },
      finishOnKey: { accepts: /^[0-9*#]?$/, wants: 'one of 0-9, * and #, or nothing' },
      numDigits: positive,
      language: locale,
      hints: anything,
      enhanced: boolean,
      speechModel: oneOf('default', 'phone_call', 'video'),
      profanityFilter: boolean,
      actionOnEmptyResult: boolean,
      partialResultCallback: url,
      partialResultCallbackMethod: method,
      bargeIn: boolean,
    },
  },
  Dial: {
    children: ['Number', 'Sip', 'Conference', 'Queue', 'Verto'],
    text: true,
    attributes: {
      action: url,
      method,
      timeout: { accepts: /^([5-9]|[1-9]\d|[1-5]\d\d|600)$/, wants: 'seconds from 5 to 600' },
      timeLimit: positive,
      callerId: { accepts: /^[\w+.,-]{1,70}$/, wants: 'a number of yours in E.164' },
      callerName: { accepts: /^.{1,70}$/u, wants: 'at most 70 characters' },
      answerOnBridge: boolean,
      hangupOnStar: boolean,
      ringTone: anything,
      ...recording,
    },
  },
}

const nouns: Record<string, ElementRule> = {
  Number: plain({ ...callback, sendDigits: { accepts: /^[0-9A-D*#wW]+$/, wants: 'keys and w' } }),
  Sip: plain({ ...callback, username: anything, password: anything, codecs: anything }),
}

/** What may stand directly inside <Response>, of what this phone plays. */
export const playedVerbs = Object.keys(verbs)

/** Voice verbs the platform has and this phone does not play. */
export const unplayedVerbs = [
  'Connect',
  'Denoise',
  'Echo',
  'Enqueue',
  'Leave',
  'Pay',
  'Record',
  'Refer',
  'Stream',
]

/** What the platform's documentation says of an element. */
export const elementRules: Record<string, ElementRule> = {
  Response: { attributes: {}, children: playedVerbs, text: false },
  ...verbs,
  ...nouns,
  ...ssml,
}
