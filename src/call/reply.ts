import type { Language } from '../hearing/heard.ts'
import type { Place } from './place.ts'
import type { Line } from './services.ts'

/** A sentence in the reply's language, or in another one. */
export type Saying = string | { lang: Language; text: string }

/** What the caller hears next. `outcome` names what happened, for the log and the record: never what was said. */
export type Reply = { lang: Language; says: Saying[]; outcome: string } & (
  | { next: 'listen'; place: Place; hints: string[] }
  | { next: 'connect'; number: string }
  | { next: 'hang up' }
)

export function hangUp(lang: Language, says: string[], outcome: string): Reply {
  return { next: 'hang up', lang, says, outcome }
}

/** A person takes over; where the line has none, the caller at least hears so. `why` goes into the outcome. */
export function connectToOperator(line: Line, lang: Language, why: string): Reply {
  const { connecting, cannotHelp } = line.sentences(lang)
  const number = line.settings.operatorNumber
  if (!number) return hangUp(lang, [cannotHelp], `gave-up:${why}`)
  return { next: 'connect', number, lang, says: [connecting], outcome: `connected:${why}` }
}

/** More calls than can be served: a person, or a goodbye until later. Asks nothing of the database. */
export function turnAway(line: Line, lang: Language): Reply {
  const { overloaded, connecting, callLater } = line.sentences(lang)
  const number = line.settings.operatorNumber
  if (!number) return hangUp(lang, [overloaded, callLater], 'overloaded')
  return { next: 'connect', number, lang, says: [overloaded, connecting], outcome: 'overloaded' }
}

/** Something failed on our side: an apology, then a person or a goodbye. Asks nothing of the database. */
export function apologise(line: Line, lang: Language): Reply {
  const { somethingWrong, connecting, goodbye } = line.sentences(lang)
  const number = line.settings.operatorNumber
  if (!number) return hangUp(lang, [somethingWrong, goodbye], 'failed')
  return { next: 'connect', number, lang, says: [somethingWrong, connecting], outcome: 'failed' }
}
