import type { Logger } from 'pino'
import { judge, type Messages, type SendOutcome, type SentMessage } from '../signalwire/rest.ts'
import type { Database } from '../store/database.ts'
import type { ClaimedText } from '../store/text-claims.ts'
import { findSids } from '../store/texts.ts'

/** How far the platform's clock may be from ours. */
const CLOCK_TOLERANCE_MS = 5 * 60_000

type Parts = { database: Database; messages: Messages; log: Pick<Logger, 'warn'>; now: () => number }

/**
 * Asks the platform whether an earlier try, whose response was lost or never written down, has arrived: accepted when
 * it has, undefined when the text may be sent, unclear when the platform did not answer this either.
 */
export async function findEarlierTry(
  { database, messages, log, now }: Parts,
  text: ClaimedText,
): Promise<SendOutcome | undefined> {
  const numbers = { from: text.sender, to: text.recipient }
  const answer = await messages.list(numbers).catch((error: unknown) => judge(error))
  if (Array.isArray(answer)) {
    const message = answer.find(isSame(text, now(), await findSids(database, text.numberKey)))
    return message && { kind: 'accepted', sid: message.sid }
  }
  if (answer.kind === 'unclear') return answer
  // An API that never answers this must not delay the text for ever.
  log.warn({ call: text.call, reason: answer.reason }, 'the platform does not say what it was sent')
  return undefined
}

/**
 * Has the same words, is no older than the promise, and is not the message of another call. A trial account's texts
 * begin with a notice. The time of a promise that lies ahead was told by a clock that was wrong, and excludes nothing.
 */
function isSame(text: ClaimedText, now: number, recorded: Set<string>): (message: SentMessage) => boolean {
  const since = text.promisedAt > now ? 0 : text.promisedAt - CLOCK_TOLERANCE_MS
  return ({ sid, body, createdAt }) => !recorded.has(sid) && body.endsWith(text.body) && !(createdAt < since)
}
