import type { Call } from './call/line.ts'
import type { Question } from './call/place.ts'
import { LINK_LIFETIME_SECONDS, writeProgress } from './call/progress.ts'
import type { Reply } from './call/reply.ts'
import { voices } from './call/sentences/voices.ts'
import { signUrl } from './call/signed-url.ts'
import { connect, hangUp, type Listening, listen } from './cxml/documents.ts'

/** How each question is listened to: names are said with pauses, answers are short. */
const listening: Record<Question, (pinLength: number) => { keys?: number; endSilence: number }> = {
  name: () => ({ keys: 1, endSilence: 2 }),
  'last-four': () => ({ keys: 4, endSilence: 2 }),
  pin: (pinLength) => ({ keys: pinLength, endSilence: 2 }),
  'sms-offer': () => ({ keys: 1, endSilence: 1 }),
}

export type DocumentSettings = {
  /** The URL the platform calls, without a slash at its end. */
  publicUrl: string
  stateSecrets: string[]
  pinLength: number
}

/** The document that makes the caller hear a reply, and leads their answer back to us. */
export function documentOf(reply: Reply, call: Call, settings: DocumentSettings, now: Date): string {
  const speech = voices[reply.lang]
  switch (reply.then) {
    case 'listen':
      return listen(reply.says, listeningTo(reply, call, settings, now), speech)
    case 'connect':
      return connect(reply.says, { number: reply.number, ...dialling(reply, call, settings, now) }, speech)
    case 'hang up':
      return hangUp(reply.says, speech)
  }
}

function listeningTo(
  { place, hints }: Reply & { then: 'listen' },
  call: Call,
  settings: DocumentSettings,
  now: Date,
): Listening {
  const action = settings.publicUrl + writeProgress(place, call.sid, settings.stateSecrets, now)
  return { action, hints, ...listening[place.question](settings.pinLength) }
}

/** The called number is ours, so it may be shown to the operator; the platform refuses a number that is not. */
function dialling(reply: Reply, call: Call, settings: DocumentSettings, now: Date) {
  const expires = Math.floor(now.getTime() / 1000) + LONGEST_TALK_SECONDS
  const path = signUrl('/operator', `lang=${reply.lang}`, expires, call.sid, settings.stateSecrets)
  return {
    callerId: /^\+[1-9]\d{6,14}$/.test(call.to) ? call.to : undefined,
    action: settings.publicUrl + path,
  }
}

/** Dial's own time limit (4 hours), and what a link lives. */
const LONGEST_TALK_SECONDS = 14_400 + LINK_LIFETIME_SECONDS
