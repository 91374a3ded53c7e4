import type { Facts } from './facts.ts'
import type { AskedBecause, Reason } from './outcome.ts'
import { createProgress, type FieldsOf, type Progress } from './progress.ts'
import { type Known, type Question, rowOf } from './questions.ts'
import type { Reply } from './reply.ts'
import type { Call, Services } from './services.ts'

/** Which call it is, where it is, and what may be used. A step's turn is one of these. */
export type CallState = { services: Services; call: Call; progress: Progress; facts: Facts }

/** The fields of the question to be asked, except those that are taken over from the open one. */
export type NewFields<Name extends Question> = Omit<FieldsOf<Name>, 'declined'>

export type AskOptions = { reason?: Reason | undefined; known?: Known }

/** Counts a question, says it and listens. */
export function putQuestion<Name extends Question>(
  { services, call, progress, facts }: CallState,
  question: Name,
  fields: NewFields<Name>,
  { reason, known }: AskOptions = {},
): Promise<Reply & { next: 'listen' }> {
  const timesAsked = { ...progress.timesAsked, [question]: (progress.timesAsked[question] ?? 0) + 1 }
  // Whom the caller has declined stays known until the PIN is asked.
  const declined = 'declined' in progress ? progress.declined : []
  const common = { lang: progress.lang, timesAsked, repeats: 0, reason }
  const next = createProgress<Question>(question, common, { declined, ...fields })
  return sayQuestion({ services, call, progress: next, facts }, reason ?? 'ask', known)
}

/** Says the open question and listens. Nothing is counted. */
export async function sayQuestion(
  { services, call, progress, facts }: CallState,
  because: AskedBecause,
  known: Known = {},
): Promise<Reply & { next: 'listen' }> {
  const { lang, reason, question } = progress
  const row = rowOf(question)
  const context = { services, call, progress, facts, known }
  const says = [...(reason ? [services.sentences(lang)[reason]] : []), ...(await row.says(context))]
  const hints = (await row.hints?.(context)) ?? []
  return { next: 'listen', lang, says, progress, hints, outcome: { kind: because } }
}

/** Whether a question has been asked as often as it may be. */
export function isUsedUp({ timesAsked }: Progress, question: Question): boolean {
  return (timesAsked[question] ?? 0) >= rowOf(question).mostAsked
}
