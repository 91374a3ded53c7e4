import { NUMBER_CODES } from '../signalwire/final-codes.ts'
import type { Database } from '../store/database.ts'
import { markAccepted, writeStatus } from '../store/texts.ts'
import { markUnreachable } from '../store/unreachable-numbers.ts'

/** What the platform reports of a text after it was accepted. */
export type StatusReport = {
  /** The platform's id of the message. */
  sid: string
  status: string
  code?: string | undefined
  /** The call it was promised in, from our own status URL. */
  call?: string | undefined
}

/** The order in which a text passes through them. Reports come late, twice and out of order. */
const RANKS: Readonly<Record<string, number>> = {
  ...{ accepted: 1, scheduled: 1, queued: 1 },
  ...{ initiated: 2, sending: 2 },
  ...{ sent: 3 },
  ...{ delivered: 4, undelivered: 4, failed: 4 },
}

/** Stores a text's status, unless a later one is stored already. */
export async function recordStatus(database: Database, report: StatusReport, now: number): Promise<void> {
  const { sid, status, code, call } = report
  const rank = RANKS[status]
  if (rank === undefined) return
  await database.transaction(async (queries) => {
    // Where the response to the sending was lost, this report proves that the platform accepted the text.
    if (call) await markAccepted(queries, call, sid, now)
    const numberKey = await writeStatus(queries, { sid, status, rank, code })
    if (numberKey && code && NUMBER_CODES.has(code)) await markUnreachable(queries, numberKey, code, now)
  })
}
