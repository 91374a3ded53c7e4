import type { AskedBecause, Reason } from './outcome.ts'
import { createProgress, type FieldsOf, type Progress } from './progress.ts'
import { type Known, type Question, rowOf } from './questions.ts'
import { connectToOperator, endCall, type Reply } from './reply.ts'
import type { Call, Services } from './services.ts'

/** Which call it is, where it is, and what may be used. A step's turn is one of these. */
export type CallState = { services: Services; call: Call; progress: Progress }

/** The fields of the question to be asked, except those that `ask` takes over from the open one. */
type NewFields<Name extends Question> = Omit<FieldsOf<Name>, 'declined'>

export type AskOptions = { reason?: Reason | undefined; known?: Known }

/** Asks a question and counts it. Where it has been asked as often as it may be: the operator, or goodbye. */
export function ask<Name extends Question>(
  { services, call, progress }: CallState,
  question: Name,
  fields: NewFields<Name>,
  { reason, known }: AskOptions = {},
): Promise<Reply> {
  if (isUsedUp(progress, question)) return giveUp(services, progress, question, reason)
  const timesAsked = { ...progress.timesAsked, [question]: (progress.timesAsked[question] ?? 0) + 1 }
  // Whom the caller has declined stays known until the PIN is asked.
  const declined = 'declined' in progress ? progress.declined : []
  const common = { lang: progress.lang, timesAsked, repeats: 0, reason }
  const next = createProgress<Question>(question, common, { declined, ...fields })
  return sayQuestion({ services, call, progress: next }, reason ?? 'ask', known)
}

/** Asks the open question once more, with what its progress holds, and says why. */
export function askAgain(state: CallState, reason: Reason): Promise<Reply> {
  const { question, ...fields } = state.progress
  return ask(state, question, fields, { reason })
}

/** Says the open question and listens. Nothing is counted. */
export async function sayQuestion(
  { services, call, progress }: CallState,
  because: AskedBecause,
  known: Known = {},
): Promise<Reply> {
  const { lang, reason, question } = progress
  const row = rowOf(question)
  const context = { services, call, progress, known }
  const says = [...(reason ? [services.sentences(lang)[reason]] : []), ...(await row.says(context))]
  const hints = (await row.hints?.(context)) ?? []
  return { next: 'listen', lang, says, progress, hints, outcome: { kind: because } }
}

/** Whether a question has been asked as often as it may be. */
export function isUsedUp({ timesAsked }: Progress, question: Question): boolean {
  return (timesAsked[question] ?? 0) >= rowOf(question).mostAsked
}

async function giveUp(
  services: Services,
  { lang }: Progress,
  question: Question,
  reason: Reason = 'notUnderstood',
): Promise<Reply> {
  if (rowOf(question).whenUsedUp === 'operator') return connectToOperator(services, lang, reason)
  return endCall(lang, [services.sentences(lang).goodbye], 'no-text')
}
