import { type Read, readAs } from './read.ts'

/** The most texts to one number, and about one client, in 24 hours. */
export type TextLimits = { perNumber: number; perClient: number }

/** A call's text: whom it goes to, whom it is about, and when by the line's clock. */
export type TextRecipient = { call: string; numberKey: string; clientId: string; at: number }

const DAY_MS = 24 * 3_600_000

/**
 * The other calls' texts of the last day. One that is dead was not sent. What lies more than a day ahead was written by a
 * clock that was ahead, and does not count until then.
 */
const OTHERS = `SELECT COUNT(*) FROM texts JOIN disclosure_log AS log ON log.call_sid = texts.call_sid
  WHERE log.what = 'texted' AND log.at > ? AND log.at <= ? AND log.call_sid <> ? AND texts.state <> 'dead'`

/** A condition on a text that is not stored yet; its values are those of `limitValues`. */
export const WITHIN_LIMITS = `(${OTHERS} AND texts.number_key = ?) < ? AND (${OTHERS} AND log.client_id = ?) < ?`

export function limitValues({ call, numberKey, clientId, at }: TextRecipient, limits: TextLimits) {
  const others = [at - DAY_MS, at + DAY_MS, call]
  return [...others, numberKey, limits.perNumber, ...others, clientId, limits.perClient]
}

/** Whether a text may be offered: within the limits, and to a number that is not known to take none. */
export function mayBeTexted(recipient: TextRecipient, limits: TextLimits): Read<boolean> {
  const values = [...limitValues(recipient, limits), recipient.numberKey]
  return readAs({ sql: MAY_BE_TEXTED, values }, ([row]) => row !== undefined)
}

const MAY_BE_TEXTED = `SELECT 1 AS one WHERE ${WITHIN_LIMITS}
  AND NOT EXISTS (SELECT 1 FROM unreachable_numbers WHERE number_key = ?)`
