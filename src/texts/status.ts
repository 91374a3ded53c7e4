import { NUMBER_CODES } from '../signalwire/final-codes.ts'
import type { Database } from '../store/database.ts'
import { markUnreachable } from '../store/unreachable-numbers.ts'
import type { StatusReport } from './outbox.ts'
import { markAccepted } from './settle.ts'

/** The order in which a text passes through them; reports come late, twice and out of order. */
const RANKS: Readonly<Record<string, number>> = {
  ...{ accepted: 1, scheduled: 1, queued: 1 },
  ...{ initiated: 2, sending: 2 },
  ...{ sent: 3 },
  ...{ delivered: 4, undelivered: 4, failed: 4 },
}

/** Stores what became of a text, unless more is known already. */
export async function recordStatus(database: Database, report: StatusReport, now: number): Promise<void> {
  const rank = RANKS[report.status]
  if (rank === undefined) return
  await database.transaction(async (queries) => {
    // Where the answer to the sending was lost, this report says that it was taken.
    if (report.call) await markAccepted(queries, report.call, report.sid, now)
    const row = await queries.get<{ numberKey: string }>(
      `UPDATE texts SET status = ?, status_rank = ?, code = COALESCE(?, code)
       WHERE sid = ? AND status_rank < ? RETURNING number_key AS "numberKey"`,
      ...[report.status, rank, report.code ?? null, report.sid, rank],
    )
    if (row && report.code && NUMBER_CODES.has(report.code)) {
      await markUnreachable(queries, row.numberKey, report.code, now)
    }
  })
}
