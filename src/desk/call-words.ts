import type { HandOverReason } from '../call/outcome.ts'
import { LINK_LIFETIME_SECONDS } from '../call/progress.ts'
import type { Question } from '../call/questions.ts'
import type { DeskCall } from '../store/desk-calls.ts'
import type { DeskParts } from './desk-parts.ts'

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
  const questions = new Map<string, string>(Object.entries(asked))
  const endings = new Map<string, string>(Object.entries(words.callEndings))
  const reasons = new Map<string, string>(Object.entries(handedOver))
  const question = call.asks === null ? undefined : (questions.get(call.asks) ?? words.aQuestion)
  if (!isOver(call, now)) return { state: 'going', says: question ? words.isAsked(question) : words.isTold }
  if (question) return { state: 'bad', says: words.hungUp(question) }
  if (call.why) return { state: 'bad', says: words.passedOn(reasons.get(call.why) ?? call.why) }
  const says = endings.get(call.outcome)
  return says ? { state: 'good', says } : { state: 'other', says: words.otherEnding }
}
