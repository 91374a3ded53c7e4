/** Why a question is asked again: the key of the sentence that says so. */
export const reasons = ['notFound', 'notUnderstood', 'notHeard', 'wrongPin', 'nameFirst'] as const
export type Reason = (typeof reasons)[number]

/**
 * Why a person has to take over: an unanswered question, the caller's wish, names that cannot be told apart, or wrong PINs
 * of others who withheld their number, too.
 */
export type HandOverReason = Reason | 'operator' | 'same-name' | 'withheld'

/** What came of one step of a call. The log, the metrics, the record and the report all read this. */
export type Outcome =
  | { kind: AskedBecause }
  /** The operator takes over, or would have: there is none, or the office is closed. */
  | { kind: 'connected' | 'gave-up' | 'closed'; why: HandOverReason }
  /** The line hung up, or had to turn the caller away. */
  | { kind: Ended }

/** Why a question was asked: for the first time, said again at the caller's wish, in another language, or for a reason. */
export type AskedBecause = 'ask' | 'repeat' | 'language' | Reason

/** `over`: the call's end was reported before. `unknown`: the call never asked us anything. */
export type Ended =
  | 'told'
  | 'no-appointment'
  | 'no-text'
  | 'text-promised'
  | 'text-refused'
  | 'text-unsendable'
  | 'call-back-promised'
  | 'no-call-back'
  | 'over'
  | 'overloaded'
  | 'failed'
  | 'unknown'

/** The outcome in a word, as the log and the metrics show it. */
export function labelOf(outcome: Outcome): string {
  return 'why' in outcome ? `${outcome.kind}:${outcome.why}` : outcome.kind
}

/** Whether an answer was of no use for this reason, whatever came of it. */
export function isBecause(outcome: Outcome, reason: HandOverReason): boolean {
  return ('why' in outcome ? outcome.why : outcome.kind) === reason
}

/** How a call ended, as the metrics name it: the question at which the caller hung up, else what the line did last. */
export function endingOf(reached: { outcome: string; asks: string | null }): string {
  return reached.asks ? `hung-up:${reached.asks}` : reached.outcome
}
