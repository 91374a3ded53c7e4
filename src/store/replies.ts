import type { Language } from '../hearing/heard.ts'
import type { Queries } from './database.ts'
import type { RequestKind } from './disclosures.ts'
import { recordReplyRequest } from './requests.ts'
import { killTextsTo, lockTexts } from './texts.ts'
import { hasOptedOut, optIn, optOut } from './unreachable-numbers.ts'

/** What a reply means. `other`: anything else. */
export type ReplyMeaning = Exclude<RequestKind, 'cancel'> | 'opt-out' | 'opt-in' | 'help' | 'other'

export type IncomingReply = {
  /** The platform's id of the message: delivered twice, it counts once. */
  messageSid: string
  /** Who sent it, E.164, and the key of that number. */
  number: string
  numberKey: string
  meaning: ReplyMeaning
  /** The id of the request, if it becomes one. */
  requestId: string
  /** By the line's clock. */
  at: number
}

/** What is to be answered; nothing to a number that wants no texts, or that was told today. `lang`: the text's, where it is known. */
export type ReplyOutcome = { answer: ReplyMeaning | 'nothing'; lang: Language | null }

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** After it a reply is about something else. */
const REPLIES_LAST_MS = 72 * HOUR_MS

/** Within a transaction: records a reply, once, and all that follows from it. */
export async function recordReply(queries: Queries, reply: IncomingReply): Promise<ReplyOutcome> {
  // Servers answer one after the other, so that each knows what the other has answered.
  await lockTexts(queries)
  const known = await queries.get<ReplyOutcome>(
    'SELECT answer, lang FROM text_replies WHERE message_sid = ?',
    reply.messageSid,
  )
  if (known) return known
  const text = await findText(queries, reply)
  const answer = await follow(queries, reply, text?.call)
  const outcome: ReplyOutcome = { answer, lang: text?.lang ?? null }
  await queries.run(
    `INSERT INTO text_replies (message_sid, number_key, at, meaning, answer, lang, call_sid)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[reply.messageSid, reply.numberKey, reply.at, reply.meaning, answer, outcome.lang],
    text?.call ?? null,
  )
  return outcome
}

/** Does what the reply asks for, and says what is to be answered. */
async function follow(
  queries: Queries,
  reply: IncomingReply,
  call: string | undefined,
): Promise<ReplyOutcome['answer']> {
  const { numberKey, meaning, at } = reply
  if (meaning === 'help') return meaning
  if (meaning === 'opt-in') {
    await optIn(queries, numberKey)
    return meaning
  }
  if (meaning === 'opt-out') {
    const isNew = await optOut(queries, numberKey, at)
    await killTextsTo(queries, numberKey, at)
    return isNew ? meaning : 'nothing'
  }
  const asked = await passOn(queries, reply, call)
  if (await hasOptedOut(queries, numberKey)) return 'nothing'
  return asked ?? ((await wasToldToday(queries, reply)) ? 'nothing' : 'other')
}

/** Passes on to the office what the reply asks for; undefined where it asks for nothing, or replies to no text. */
async function passOn(
  queries: Queries,
  { messageSid, number, meaning, requestId, at }: IncomingReply,
  call: string | undefined,
): Promise<'confirm' | 'call-back' | undefined> {
  if ((meaning !== 'confirm' && meaning !== 'call-back') || call === undefined) return undefined
  const request = { id: requestId, call, step: `sms ${messageSid}`, kind: meaning, number, at }
  return (await recordReplyRequest(queries, request)) ? meaning : undefined
}

const LATEST = `SELECT texts.call_sid FROM texts JOIN disclosure_log AS log ON log.call_sid = texts.call_sid
  WHERE texts.number_key = ? AND texts.is_erased = 0 AND log.what = 'texted' AND log.at > ? AND log.at <= ?
    AND (texts.state = 'accepted' OR (texts.state = 'waiting' AND texts.tries > 0))
  ORDER BY log.at DESC, texts.promised_at DESC LIMIT 1`

/**
 * The text that the reply answers: the last one to the number. An erasure of its client waits until the transaction is
 * over. A text that lies ahead was written by a clock that was.
 */
async function findText(
  queries: Queries,
  { numberKey, at }: IncomingReply,
): Promise<{ call: string; lang: Language | null } | undefined> {
  return queries.get(
    `UPDATE texts SET tries = tries WHERE call_sid = (${LATEST}) AND is_erased = 0
     RETURNING call_sid AS "call", lang`,
    ...[numberKey, at - REPLIES_LAST_MS, at + DAY_MS],
  )
}

/** Whether the number was told whom to call within a day: a machine at the other end would answer each answer. */
async function wasToldToday(queries: Queries, { numberKey, at }: IncomingReply): Promise<boolean> {
  const sql = `SELECT 1 AS one FROM text_replies WHERE number_key = ? AND at > ? AND at <= ? AND answer = 'other'`
  return (await queries.get(sql, numberKey, at - DAY_MS, at + DAY_MS)) !== undefined
}

/** Removes the replies to an erased client's texts. That their number has opted out stays. */
export async function forgetRepliesOf(queries: Queries, clientId: string): Promise<void> {
  const sql = `DELETE FROM text_replies
    WHERE call_sid IN (SELECT call_sid FROM disclosure_log WHERE client_id = ?)`
  await queries.run(sql, clientId)
}
