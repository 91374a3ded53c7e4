import { Claims } from './claims.ts'
import type { Database } from './database.ts'

/** Longer than any try takes (two requests of 2 s). */
const LEASE_MS = 10_000
/** Texts leave a little slower than allowed, so that they do not bunch on the way. */
const SPACING = 1.05

/** A text that is this server's to try until the lease ends. */
export type ClaimedText = {
  call: string
  numberKey: string
  sender: string
  recipient: string
  body: string
  segments: number
  promisedAt: number
  /** This one included. */
  tries: number
  leasedUntil: number
  /** Why the last try failed. */
  reason: string | null
}

/**
 * Of two texts to one number the second waits for the first: while a try is in flight, its message could be taken for
 * the other's.
 */
export const textClaims = new Claims<ClaimedText>({
  ...{ table: 'texts', key: 'call_sid', pace: 'text_pace', leaseMs: LEASE_MS },
  candidates: "state = 'waiting'",
  rivals: 'other.number_key = next.number_key',
  order: 'due_at, promised_at',
  columns: `call_sid AS "call", number_key AS "numberKey", sender, recipient, body, segments,
    promised_at AS "promisedAt", tries, leased_until AS "leasedUntil", reason`,
})

/** Takes the next text in the queue, if one may leave now. */
export function claimNext(
  database: Database,
  perSecond: number,
  now: number,
): Promise<ClaimedText | undefined> {
  return textClaims.claimNext(database, now, ({ segments }) =>
    Math.ceil((segments * 1000 * SPACING) / perSecond),
  )
}
