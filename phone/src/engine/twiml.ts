import { randomUUID } from 'node:crypto'
import { tableOf } from './cxml.ts'
import type { Dialect, Verb } from './line.ts'
import { twimlPage } from './pages.ts'
import { anything, around, type ElementRule, empty, textOnly, type ValueRule } from './rule.ts'
import { connect } from './verbs/connect.ts'
import { dial } from './verbs/dial.ts'
import { enqueue } from './verbs/enqueue.ts'
import { gather } from './verbs/gather.ts'
import { hangup } from './verbs/hangup.ts'
import { leave } from './verbs/leave.ts'
import { message } from './verbs/message.ts'
import { pause } from './verbs/pause.ts'
import { pay } from './verbs/pay.ts'
import { play } from './verbs/play.ts'
import { record } from './verbs/record.ts'
import { redirect } from './verbs/redirect.ts'
import { refer } from './verbs/refer.ts'
import { reject } from './verbs/reject.ts'
import { say } from './verbs/say.ts'
import { sms } from './verbs/sms.ts'
import { start, stop } from './verbs/start.ts'

/** What Twilio's reference has of a verb beside SignalWire's, and what it has not. */
type Difference = { page?: string; more?: string; less?: string; nouns?: Record<string, ElementRule> }

/** Attributes by name, with any value. */
const named = (names: string): Record<string, ValueRule> =>
  Object.fromEntries(names.split(' ').flatMap((name) => (name === '' ? [] : [[name, anything]])))

function twilio(
  verb: Verb,
  { page = verb.name.toLowerCase(), more = '', less = '', nouns }: Difference,
): Verb {
  const gone = less.split(' ')
  const kept = Object.entries(verb.rule.attributes).filter(([name]) => !gone.includes(name))
  const children = verb.rule.children.filter((child) => !gone.includes(child))
  const inside = Object.keys(nouns ?? {}).filter((name) => !innerNouns.has(name))
  return {
    ...verb,
    page: twimlPage(page),
    rule: {
      ...verb.rule,
      attributes: { ...named(more), ...Object.fromEntries(kept) },
      children: [...children, ...inside.filter((name) => !children.includes(name))],
    },
    nouns: { ...verb.nouns, ...nouns },
  }
}

/** These stand inside nouns, not inside verbs. */
const innerNouns = new Set(['Parameter', 'Language', 'Config'])

const callback = 'url method statusCallback statusCallbackEvent statusCallbackMethod'
const machines =
  'amdStatusCallback amdStatusCallbackMethod machineDetection machineDetectionSilenceTimeout ' +
  'machineDetectionSpeechEndThreshold machineDetectionSpeechThreshold machineDetectionTimeout'
const parameter = around([], named('name value'))
const withParameters = (names: string) => around(['Parameter'], named(names))
const streams = {
  Stream: withParameters(
    'audioFormat connectorName name sampleRate statusCallback statusCallbackMethod track url',
  ),
  Siprec: withParameters('connectorName name statusCallback statusCallbackMethod track'),
  Transcription: around(
    ['Config'],
    named(
      'enableAutomaticPunctuation hints inboundTrackLabel intelligenceService languageCode name outboundTrackLabel ' +
        'partialResults profanityFilter speechModel statusCallbackMethod statusCallbackUrl track transcriptionEngine',
    ),
  ),
  Recording: empty(
    named(
      'channels recordingConfigurationId recordingStatusCallback recordingStatusCallbackEvent ' +
        'recordingStatusCallbackMethod track trim',
    ),
  ),
  Config: empty(named('name value')),
  Parameter: parameter,
}
const connections = {
  ...streams,
  ConversationRelay: around(
    ['Language', 'Parameter'],
    named(
      'backgroundnoisereduction debug deepgramsmartformat dtmfDetection elevenlabsTextNormalization events hints ' +
        'ignorebackchannel intelligenceService interruptSensitivity interruptible language partialPrompts preemptible ' +
        'profanityFilter reportInputDuringAgentSpeech speechModel speechtimeout transcriptionLanguage ' +
        'transcriptionProvider ttsLanguage ttsProvider url voice welcomeGreeting welcomeGreetingInterruptible',
    ),
  ),
  Conversation: empty(
    named(
      'inboundAutocreation inboundTimeout method record recordingStatusCallback recordingStatusCallbackEvent ' +
        'recordingStatusCallbackMethod routingAssignmentTimeout serviceInstanceSid statusCallback statusCallbackEvent ' +
        'statusCallbackMethod trim url',
    ),
  ),
  Language: empty(named('code speechModel transcriptionProvider ttsProvider voice')),
  Room: textOnly(named('participantIdentity')),
  VirtualAgent: withParameters(
    'connectorName language sentimentAnalysis statusCallback statusCallbackMethod',
  ),
}
const parties = {
  Number: textOnly(named(`${callback} ${machines} byoc sendDigits`), dial.nouns?.Number?.check),
  Sip: textOnly(named(`${callback} ${machines} username password`)),
  Client: { ...withParameters(callback), text: true },
  Application: { ...withParameters(`${callback} copyParentTo customerId`), text: true },
  WhatsApp: textOnly(named(callback)),
  Queue: textOnly(named('url method postWorkActivitySid reservationSid')),
  Conference: textOnly(
    named(
      'beep coach endConferenceOnExit eventCallbackUrl jitterBufferSize maxParticipants muted participantLabel record ' +
        'recordingConfigurationId recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod ' +
        'region startConferenceOnEnter statusCallback statusCallbackEvent statusCallbackMethod trim waitMethod waitUrl',
    ),
  ),
}

const verbs: Verb[] = [
  twilio(say, {}),
  twilio(play, {}),
  twilio(pause, {}),
  twilio(gather, { more: 'debug maxSpeechTime speechModel', less: 'speechModel' }),
  twilio(record, { more: 'recordingConfigurationId', less: 'storageUrl storageUrlMethod' }),
  twilio(dial, {
    more: 'events passports recordingConfigurationId referMethod referUrl sequential callReason',
    less: 'callerName recordingStorageUrl recordingStorageUrlMethod Verto',
    nouns: parties,
  }),
  twilio(enqueue, { more: 'maxQueueSize workflowSid', nouns: { Task: textOnly(named('priority timeout')) } }),
  twilio(leave, {}),
  twilio(sms, {}),
  twilio(redirect, {}),
  twilio(hangup, {}),
  twilio(reject, {}),
  twilio(connect, { less: 'AI', nouns: connections }),
  twilio(start, { page: 'stream', more: 'action method', nouns: streams }),
  twilio(stop, { page: 'stream', nouns: streams }),
  twilio(refer, {}),
  twilio(pay, { less: 'paymentConnectorUrl' }),
]

/** Twilio's TwiML: its own rules, identifiers and header; the same verbs are played. */
export const twiml: Dialect = {
  name: 'twiml',
  ...tableOf(verbs),
  messages: tableOf([{ ...message, page: 'https://www.twilio.com/docs/messaging/twiml/message' }, redirect]),
  signatureHeaders: ['x-twilio-signature'],
  localProject: `AC${'0'.repeat(32)}`,
  sid: (prefix) => prefix + randomUUID().replaceAll('-', ''),
  // https://www.twilio.com/docs/usage/webhooks/voice-webhooks
  parameters: ({ from, to }) => ({ Called: to, Caller: from }),
}
