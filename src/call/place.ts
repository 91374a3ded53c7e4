import type { Language } from '../hearing/heard.ts'

/** The questions of the call. Each has a route of the same name, which gets the answer. */
export const questions = [
  'name',
  'did-you-mean',
  'spell-name',
  'key-name',
  'last-four',
  'pin',
  'sms-offer',
] as const
export type Question = (typeof questions)[number]

/** Why a question is asked again: the key of the sentence that says so. */
export const reasons = ['notFound', 'notUnderstood', 'notHeard', 'wrongPin'] as const
export type Reason = (typeof reasons)[number]

/** Where a call is: all there is to know of it between two webhooks. It travels in the next action URL. */
export type Place = {
  question: Question
  lang: Language
  /** How often each question has been asked in this call. */
  asked: Partial<Record<Question, number>>
  /** How often the open question was said again at the caller's wish. */
  repeats: number
  reason?: Reason
  /** Client ids: whom the answer is about. At the PIN none is nobody on file, so that every PIN is wrong. */
  clients: string[]
  /** The id of the client whose name is spoken, where it is not the one in `clients`. */
  named?: string
  /** Whom a declined "Did you mean" is followed by. */
  next?: string[]
  /** Whom the caller has said they are not. */
  declined?: string[]
}
