import type { Language } from '../hearing/heard.ts'
import type { Ended, Outcome } from './outcome.ts'
import type { Progress } from './progress.ts'
import type { Question } from './questions.ts'
import type { Saying } from './sentences/sentences.ts'
import type { Services } from './services.ts'

/** What the caller hears next, and what happened. */
export type Reply = { lang: Language; says: Saying[]; outcome: Outcome } & (
  | { next: 'listen'; progress: Progress; hints: string[] }
  /**
   * Without a farewell the call comes back to us after the talk, with the client whose PIN was right in it; with one it
   * ends with these words.
   */
  | { next: 'connect'; number: string; client?: string | undefined; farewell?: string }
  | { next: 'hang up' }
)

/** The question that a reply leaves open. */
export function asksOf(reply: Reply): Question | null {
  return reply.next === 'listen' ? reply.progress.question : null
}

export function endCall(lang: Language, says: string[], kind: Ended): Reply {
  return { next: 'hang up', lang, says, outcome: { kind } }
}

/** More calls than can be served: the operator, or a goodbye until later. Works without the database. */
export function shedLoad(services: Services, lang: Language): Reply {
  const { overloaded, callLater } = services.sentences(lang)
  return excuse(services, lang, overloaded, callLater, 'overloaded')
}

/**
 * Something failed on our side: an apology, then the operator or a goodbye. Works without the database.
 * @param comesBack whether the call comes back to us from the operator
 */
export function apologise(services: Services, lang: Language, comesBack: boolean): Reply {
  const { somethingWrong, goodbye } = services.sentences(lang)
  const reply = excuse(services, lang, somethingWrong, goodbye, 'failed')
  return reply.next === 'connect' && !comesBack ? { ...reply, farewell: goodbye } : reply
}

function excuse(services: Services, lang: Language, apology: string, farewell: string, kind: Ended): Reply {
  const number = services.settings.operatorNumber
  const { isOpen } = services.office.lastKnownStateAt(services.now())
  if (!number || !isOpen) return endCall(lang, [apology, farewell], kind)
  const { connecting } = services.sentences(lang)
  return { next: 'connect', number, lang, says: [apology, connecting], outcome: { kind } }
}
