import { connectToOperator } from './operator.ts'
import type { Reason } from './outcome.ts'
import { type Question, rowOf } from './questions.ts'
import { endCall, type Reply } from './reply.ts'
import { type AskOptions, type CallState, isUsedUp, type NewFields, putQuestion } from './say-question.ts'

/** Asks a question and counts it. Where it has been asked as often as it may be: the operator, or goodbye. */
export async function ask<Name extends Question>(
  state: CallState,
  question: Name,
  fields: NewFields<Name>,
  options: AskOptions = {},
): Promise<Reply> {
  if (isUsedUp(state.progress, question)) return giveUp(state, question, options.reason)
  return putQuestion(state, question, fields, options)
}

/** Asks the open question once more, with what its progress holds, and says why. */
export function askAgain(state: CallState, reason: Reason): Promise<Reply> {
  const { question, ...fields } = state.progress
  return ask(state, question, fields, { reason })
}

async function giveUp(
  state: CallState,
  question: Question,
  reason: Reason = 'notUnderstood',
): Promise<Reply> {
  const { whenUsedUp } = rowOf(question)
  if (whenUsedUp === 'operator') return connectToOperator(state, reason)
  const { lang } = state.progress
  return endCall(lang, [state.services.sentences(lang).goodbye], whenUsedUp)
}
