import { LINK_LIFETIME_SECONDS, writeProgress } from '../call/progress.ts'
import { rowOf } from '../call/questions.ts'
import type { Reply } from '../call/reply.ts'
import type { Saying } from '../call/sentences/sentences.ts'
import type { Call } from '../call/services.ts'
import { signUrl } from '../call/signed-url.ts'
import type { Voices } from '../config/voices.ts'
import { connect, hangUp, type Listening, listen, type Spoken } from '../cxml/documents.ts'
import type { Language } from '../hearing/heard.ts'
import { isE164 } from '../phone-numbers/e164.ts'

export type DocumentSettings = {
  /** The URL the platform calls, without a slash at its end. */
  publicUrl: string
  stateSecrets: string[]
  pinLength: number
  voices: Voices
}

/** The document that makes the caller hear a reply, and leads their answer back to us. */
export function documentOf(reply: Reply, call: Call, settings: DocumentSettings, now: Date): string {
  const spoken = reply.says.map((saying) => spokenIn(settings.voices, reply.lang, saying))
  switch (reply.next) {
    case 'listen':
      return listen(spoken, listeningTo(reply, call, settings, now), reply.lang)
    case 'connect':
      return connect(spoken, { number: reply.number, ...dialling(reply, call, settings, now) })
    case 'hang up':
      return hangUp(spoken)
  }
}

/** A saying with the voice of its language. */
export function spokenIn(voices: Voices, lang: Language, saying: Saying): Spoken {
  const said = typeof saying === 'string' ? { text: saying, lang } : saying
  return { text: said.text, voice: voices[said.lang], language: said.lang }
}

function listeningTo(
  { progress, hints }: Reply & { next: 'listen' },
  call: Call,
  settings: DocumentSettings,
  now: Date,
): Listening {
  const action = settings.publicUrl + writeProgress(progress, call.sid, settings.stateSecrets, now)
  const { keys, endSilence } = rowOf(progress.question)
  return { action, hints, keys: typeof keys === 'number' ? keys : keys(settings.pinLength), endSilence }
}

/** The called number is ours, so it may be shown to the operator; the platform refuses a number that is not. */
function dialling(reply: Reply, call: Call, settings: DocumentSettings, now: Date) {
  const expires = Math.floor(now.getTime() / 1000) + LONGEST_TALK_SECONDS
  const path = signUrl('/operator', `lang=${reply.lang}`, expires, call.sid, settings.stateSecrets)
  return {
    callerId: isE164(call.to) ? call.to : undefined,
    action: settings.publicUrl + path,
  }
}

/** Dial's own time limit (4 hours), and what a link lives. */
const LONGEST_TALK_SECONDS = 14_400 + LINK_LIFETIME_SECONDS
