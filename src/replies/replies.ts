import { randomUUID } from 'node:crypto'
import type { Services } from '../call/services.ts'
import { isCallerNumber } from '../phone-numbers/caller-number.ts'
import { numberKey } from '../phone-numbers/number-key.ts'
import type { RequestDeliveries } from '../requests/deliveries.ts'
import { storeAndSend } from '../requests/store-and-send.ts'
import type { Database, Queries } from '../store/database.ts'
import { type ReplyMeaning, type ReplyOutcome, recordReply } from '../store/replies.ts'
import { meaningOf } from './meaning.ts'
import { wordAnswer } from './wording.ts'

/** A text that came in. */
export type IncomingText = { messageSid: string; from: string; body: string }

/** What became of it: `text` is sent back; without one nothing is. */
export type ReplyAnswer = { meaning: ReplyMeaning; text: string | undefined }

export interface Replies {
  /** Takes a reply to a text of ours. The same one delivered again is answered alike, and has no second effect. */
  answer(text: IncomingText): Promise<ReplyAnswer>
}

/** The platform gives the webhook 5 s. */
const TIMEOUT_MS = 3_000

type Parts = Pick<Services, 'settings' | 'now' | 'sentences'> & {
  database: Database
  /** Where requests are sent to; undefined without a server of the office. */
  deliveries: Pick<RequestDeliveries, 'wake'> | undefined
  /** Keys the numbers. */
  secret: string
}

export function createReplies({ database, deliveries, secret, settings, now, sentences }: Parts): Replies {
  const word = ({ answer, lang }: ReplyOutcome) => {
    const spoken = settings.languages.find((one) => one === lang) ?? settings.languages[0]
    return answer === 'nothing' ? undefined : wordAnswer(answer, sentences(spoken), settings)
  }
  return {
    async answer({ messageSid, from, body }) {
      const meaning = understand(body, settings.takesRequests)
      // A short code or a sender's name is a machine, and gets none of our texts.
      if (!isCallerNumber(from)) return { meaning, text: undefined }
      const key = numberKey(from, secret)
      const reply = { messageSid, number: from, numberKey: key, meaning, requestId: randomUUID() }
      const record = (queries: Queries) => recordReply(queries, { ...reply, at: now().getTime() })
      const limit = { timeoutMs: TIMEOUT_MS }
      const outcome = await storeAndSend({ database, deliveries }, reply.requestId, record, limit)
      return { meaning, text: word(outcome) }
    },
  }
}

/** Where the office takes no requests, a reply cannot be one. */
function understand(body: string, takesRequests: boolean): ReplyMeaning {
  const meaning = meaningOf(body)
  const isRequest = meaning === 'confirm' || meaning === 'call-back'
  return isRequest && !takesRequests ? 'other' : meaning
}
