import type { Outcome, Reason } from './outcome.ts'
import { type FieldsOf, type Known, type Progress, type Question, rowOf } from './questions.ts'
import { connectToOperator, endCall, type Reply } from './reply.ts'
import type { Call, Services } from './services.ts'

/** All that is needed to ask: an answer, or silence, is no part of it. */
export type Asking = { services: Services; call: Call; progress: Progress }

/** Whom the caller has declined is carried on by itself. */
type NewFields<Name extends Question> = Omit<FieldsOf<Name>, 'declined'>

export type AskOptions = { reason?: Reason | undefined; known?: Known }

/** Asks a question once more than so far in this call, or ends the asking when that would be too often. */
export function ask<Name extends Question>(
  { services, call, progress }: Asking,
  question: Name,
  fields: NewFields<Name>,
  { reason, known }: AskOptions = {},
): Promise<Reply> {
  if (isUsedUp(progress, question)) return Promise.resolve(giveUp(services, progress, question, reason))
  const asked = { ...progress.asked, [question]: (progress.asked[question] ?? 0) + 1 }
  const declined = 'declined' in progress ? progress.declined : []
  // The fields are those of the question's own row; where it has none for `declined`, that is not written.
  const next = { declined, ...fields, question, lang: progress.lang, asked, repeats: 0, reason } as Progress
  return sayQuestion({ services, call, progress: next }, reason ?? 'ask', known)
}

/** Asks the open question once more, and says why. */
export function askAgain(asking: Asking, reason: Reason): Promise<Reply> {
  return ask(asking, asking.progress.question, asking.progress, { reason })
}

/** Says the open question, as its counts and reason have it, and listens. */
export async function sayQuestion(
  { services, call, progress }: Asking,
  kind: (Outcome & { why?: never })['kind'],
  known: Known = {},
): Promise<Reply> {
  const { lang, reason, question } = progress
  const row = rowOf(question)
  const asking = { services, call, progress, known }
  const says = [...(reason ? [services.sentences(lang)[reason]] : []), ...(await row.says(asking))]
  const hints = (await row.hints?.(asking)) ?? []
  return { next: 'listen', lang, says, progress, hints, outcome: { kind } as Outcome }
}

/** Whether a question has been asked as often as it may be. */
export function isUsedUp({ asked }: Progress, question: Question): boolean {
  return (asked[question] ?? 0) >= rowOf(question).tries
}

function giveUp(
  services: Services,
  { lang }: Progress,
  question: Question,
  reason: Reason = 'notUnderstood',
): Reply {
  if (rowOf(question).whenUsedUp === 'operator') return connectToOperator(services, lang, reason)
  return endCall(lang, [services.sentences(lang).goodbye], 'no-text')
}
