import { type BackOff, backOff } from '../outbox/back-off.ts'
import { NUMBER_CODES, RECIPIENT_CODES } from '../signalwire/final-codes.ts'
import type { SendOutcome } from '../signalwire/rest.ts'
import type { Database, Queries } from '../store/database.ts'
import { type ClaimedText, textClaims } from '../store/text-claims.ts'
import { markAccepted, markDead } from '../store/texts.ts'
import { markUnreachable } from '../store/unreachable-numbers.ts'

/** The code of a text that was not sent because its number is known to take none. */
export const UNREACHABLE = 'unreachable'
/** After a day the text is of no more use to anyone. */
export const LIFETIME_MS = 24 * 3_600_000
/** No caller waits for this, and the platform's answer must not be lost for want of a lock. */
const SETTLE_TIMEOUT_MS = 5_000
/** By then the caller has been told that the text will come. */
const CALLER_WAITS_MS = 2_000

/** About 0.5 s, 2.5 s, 12 s, a minute, … half an hour. */
export const TEXT_BACK_OFF: BackOff = { firstMs: 500, growth: 5, longestMs: 30 * 60_000 }

/** Writes down the outcome of a try. */
export async function settle(
  database: Database,
  text: ClaimedText,
  outcome: SendOutcome,
  now: number,
): Promise<void> {
  const work = (queries: Queries) => {
    if (outcome.kind === 'accepted') return markAccepted(queries, text.call, outcome.sid, now)
    if (isFinal(text, outcome, now)) return giveUp(queries, text, outcome, now)
    const retryAfterMs = outcome.kind === 'unclear' ? outcome.retryAfterMs : undefined
    const leftMs = Math.max(text.promisedAt + LIFETIME_MS - now, 0)
    const waitMs = Math.min(backOff(TEXT_BACK_OFF, text.tries, retryAfterMs), leftMs)
    return textClaims.postpone(queries, { key: text.call, tries: text.tries }, outcome, { now, waitMs })
  }
  await database.transaction(work, { timeoutMs: SETTLE_TIMEOUT_MS })
}

/** Once the text is promised, a refusal that is our fault is not final: the credentials may be repaired within a day. */
function isFinal(
  { tries, promisedAt }: ClaimedText,
  outcome: SendOutcome,
  now: number,
): outcome is SendOutcome & { kind: 'refused' } {
  const isPromised = tries > 1 || now - promisedAt > CALLER_WAITS_MS
  return outcome.kind === 'refused' && !(outcome.isRepairable && isPromised)
}

/** Where the number itself is the cause, the next call from it is not offered a text. */
async function giveUp(
  queries: Queries,
  { call, numberKey }: ClaimedText,
  refusal: { code: string; reason: string },
  now: number,
): Promise<void> {
  const isTheirs = RECIPIENT_CODES.has(refusal.code) || refusal.code === UNREACHABLE
  await markDead(queries, call, { ...refusal, answer: isTheirs ? 'refused' : 'unsendable' }, now)
  if (NUMBER_CODES.has(refusal.code)) await markUnreachable(queries, numberKey, refusal.code, now)
}
