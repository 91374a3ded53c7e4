import type { Logger } from 'pino'
import { REQUEST_LIMIT_MS } from '../signalwire/http-client.ts'
import type { Messages, SendOutcome } from '../signalwire/rest.ts'
import type { Database } from '../store/database.ts'
import type { ClaimedText } from '../store/text-claims.ts'
import { isUnreachable } from '../store/unreachable-numbers.ts'
import { findEarlierTry } from './earlier-try.ts'
import type { SenderFaults } from './sender-faults.ts'
import { LIFETIME_MS, settle, UNREACHABLE } from './settle.ts'

export type DeliveryParts = {
  database: Database
  messages: Messages
  senderFaults: SenderFaults
  /** Where the platform reports the status of a call's text; undefined while it cannot reach us. */
  statusUrl?: ((call: string) => string) | undefined
  /** Is given call ids, codes and reasons: never a number or a text. */
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  now: () => number
  /** When this server started. */
  startedAt: number
}

/** One try at a claimed text, from asking about the last try to writing down the outcome of this one. */
export async function deliver(parts: DeliveryParts, text: ClaimedText): Promise<void> {
  const outcome = await attempt(parts, text)
  parts.senderFaults.note(text.sender, outcome, parts.now())
  await settle(parts.database, text, outcome, parts.now())
  const { call, tries } = text
  parts.log.info({ call, tries, ...outcome }, 'text')
}

async function attempt(parts: DeliveryParts, text: ClaimedText): Promise<SendOutcome> {
  const { database, messages, statusUrl, now } = parts
  if (now() - text.promisedAt >= LIFETIME_MS) {
    return never('expired', `not taken within a day: ${text.reason ?? 'never tried'}`)
  }
  if (await isUnreachable(database, text.numberKey)) return never(UNREACHABLE, 'the number takes no texts')
  const earlier = mayHaveGone(text, parts.startedAt, now()) ? await findEarlierTry(parts, text) : undefined
  if (earlier) return earlier
  // After a long pause (a suspended machine) another server may have the text by the time this request arrives.
  if (now() > text.leasedUntil - REQUEST_LIMIT_MS)
    return { kind: 'unclear', reason: 'the lease was over', isSenderFault: false }
  const { sender, recipient, body } = text
  const message = { from: sender, to: recipient, body }
  return messages.send(statusUrl ? { ...message, statusUrl: statusUrl(text.call) } : message)
}

/**
 * An earlier try may have been sent. After a power cut even the count of tries may be lost, and the clock may be behind:
 * a promise of a time to come is of an earlier run, too.
 */
function mayHaveGone({ tries, promisedAt }: ClaimedText, startedAt: number, now: number): boolean {
  return tries > 1 || promisedAt < startedAt || promisedAt > now
}

function never(code: string, reason: string): SendOutcome {
  return { kind: 'refused', code, reason, isRepairable: false, isSenderFault: false }
}
