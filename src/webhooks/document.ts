import { LINK_LIFETIME_SECONDS, writeProgress } from '../call/progress.ts'
import { rowOf } from '../call/questions.ts'
import type { Reply } from '../call/reply.ts'
import type { Saying } from '../call/sentences/sentences.ts'
import type { Call } from '../call/services.ts'
import { signUrl } from '../call/signed-url.ts'
import type { Voices } from '../config/voices.ts'
import { connect, hangUp, type Listening, listen, type Spoken } from '../cxml/documents.ts'
import type { Language } from '../hearing/heard.ts'
import { isCallerNumber } from '../phone-numbers/caller-number.ts'
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
      return connect(spoken, {
        number: reply.number,
        callerId: shownToOperator(call),
        after: afterTalk(reply, call, settings, now),
      })
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

/** The platform shows the operator the caller's number, or one of ours where it is withheld; it refuses any other. */
function shownToOperator({ from, to }: Call): string | undefined {
  if (isCallerNumber(from)) return from
  return isE164(to) ? to : undefined
}

/** Where the platform asks what became of the talk, or what is said after it. */
function afterTalk(
  { lang, farewell, client }: Reply & { next: 'connect' },
  call: Call,
  settings: DocumentSettings,
  now: Date,
): string | Spoken[] {
  if (farewell) return [spokenIn(settings.voices, lang, farewell)]
  const expires = Math.floor(now.getTime() / 1000) + LONGEST_TALK_SECONDS
  const query = new URLSearchParams({ lang, ...(client && { client }) }).toString()
  return settings.publicUrl + signUrl('/operator', query, expires, call.sid, settings.stateSecrets)
}

/** Dial's own time limit (4 hours), and what a link lives. */
const LONGEST_TALK_SECONDS = 14_400 + LINK_LIFETIME_SECONDS
