import type { HandOverReason } from '../call/outcome.ts'
import { LINK_LIFETIME_SECONDS } from '../call/progress.ts'
import type { Question } from '../call/questions.ts'
import type { DeskCall } from '../store/desk-calls.ts'
import type { DeskParts } from './desk-parts.ts'
import { wordsFor } from './words/words.ts'

export type DeskCallState = 'going' | 'good' | 'bad' | 'other'

/** Whether a call is over: where no end was reported, once its link has expired. */
function isOver({ endedAt, lastAt }: DeskCall, now: number): boolean {
  return endedAt !== null || lastAt < now - LINK_LIFETIME_SECONDS * 1000
}

/** Where a call is, or how it ended, in words. */
export function describeCall(
  { words }: DeskParts,
  call: DeskCall,
  now: number,
): { state: DeskCallState; says: string } {
  // A question or a reason that has no words yet does not compile.
  const asked: Record<Question, string> = words.questions
  const handedOver: Record<HandOverReason, string> = words.handOver
  const question = call.asks === null ? undefined : (wordsFor(asked, call.asks) ?? words.aQuestion)
  if (!isOver(call, now)) return { state: 'going', says: question ? words.isAsked(question) : words.isTold }
  if (question) return { state: 'bad', says: words.hungUp(question) }
  if (call.why) return { state: 'bad', says: words.passedOn(wordsFor(handedOver, call.why) ?? call.why) }
  const says = wordsFor(words.callEndings, call.outcome)
  return says ? { state: 'good', says } : { state: 'other', says: words.otherEnding }
}
