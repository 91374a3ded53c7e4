import type { Language } from '../hearing/heard.ts'
import type { Place, Question, Reason } from './place.ts'
import { type Known, sayQuestion } from './question.ts'
import { connectToOperator, hangUp, type Reply } from './reply.ts'
import type { Call, Client, Line } from './services.ts'

/** How often a question is asked in one call. */
const MOST_ASKED: Record<Question, number> = {
  name: 3,
  'did-you-mean': 3,
  'spell-name': 3,
  'key-name': 3,
  'last-four': 3,
  pin: 3,
  'sms-offer': 2,
}

export type Asking = Pick<Place, 'question'> &
  Partial<Pick<Place, 'clients' | 'next'>> & {
    named?: string | undefined
    reason?: Reason | undefined
  }

/** Asks a question once more than so far in this call, or ends the asking when that would be too often. */
export function ask(line: Line, call: Call, place: Place, asking: Asking, known: Known = {}): Promise<Reply> {
  const { question, clients = [], next = [], named, reason } = asking
  if (isUsedUp(place, question)) return Promise.resolve(giveUp(line, place.lang, question, reason))
  const asked = { ...place.asked, [question]: (place.asked[question] ?? 0) + 1 }
  const { lang, declined } = place
  const opened: Place = { question, lang, asked, repeats: 0, clients }
  if (next.length > 0) opened.next = next
  if (declined && question !== 'pin') opened.declined = declined
  if (named !== undefined) opened.named = named
  if (reason !== undefined) opened.reason = reason
  return sayQuestion(line, call, opened, reason ?? 'ask', known)
}

/** Asks the open question once more, and says why. */
export function askAgain(line: Line, call: Call, place: Place, reason: Reason): Promise<Reply> {
  return ask(line, call, place, { ...place, reason })
}

/** Whether a question has been asked as often as it may be. */
export function isUsedUp(place: Place, question: Question): boolean {
  return (place.asked[question] ?? 0) >= MOST_ASKED[question]
}

/** Without a clear answer to the offer nothing is missing; to any other question, a person has to help. */
function giveUp(line: Line, lang: Language, question: Question, reason: Reason = 'notUnderstood'): Reply {
  if (question === 'sms-offer') return hangUp(lang, [line.sentences(lang).goodbye], 'no-text')
  return connectToOperator(line, lang, reason)
}

/** A client's own language wins once they are known, where the line speaks it. */
export function languageOf(line: Line, client: Client): Language | undefined {
  return line.settings.languages.find((one) => one === client.language)
}
