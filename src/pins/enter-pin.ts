import type { Database, Queries } from '../store/database.ts'
import { type FailedAttempts, lockFailedAttempts, writeFailedAttempts } from '../store/failed-attempts.ts'
import { type PinEntry, recordPinEntry } from '../store/pin-entries.ts'
import { clearCount, countWrong, isLocked, MOST_WRONG, noGuesses } from './guess-limit.ts'
import { clientSubject, nobodySubject } from './subjects.ts'

/** An entry, and what its calling number is counted under. */
export type CountedEntry = PinEntry & { numberSubject: string | undefined }

/**
 * Counts one entry and tells whether it opens the record. Both rows are locked before anything is decided, the client's
 * always first, so that simultaneous entries pass one after the other and never wait for each other in a ring. Right,
 * wrong, locked and nobody's cost the same; a redelivered entry keeps its first answer and counts no more.
 */
export function enterPin(database: Database, entry: CountedEntry, now: number): Promise<boolean> {
  const subject = entry.clientId ? clientSubject(entry.clientId) : nobodySubject(entry.callSid)
  return database.transaction(async (queries) => {
    const client = await lockFailedAttempts(queries, subject, now)
    const number = await lockNumber(queries, entry, now)
    const isOpen = entry.isRight && !isLocked(client, now) && !isLocked(number, now)
    const { isNew, isRight } = await recordPinEntry(queries, { ...entry, isRight: isOpen }, now)
    const counted = isNew ? count({ client, number }, entry.isRight, now) : { client, number }
    await writeFailedAttempts(queries, subject, counted.client)
    if (entry.numberSubject) await writeFailedAttempts(queries, entry.numberSubject, counted.number)
    return isRight
  })
}

async function lockNumber(queries: Queries, entry: CountedEntry, now: number): Promise<FailedAttempts> {
  return entry.numberSubject ? lockFailedAttempts(queries, entry.numberSubject, now) : noGuesses
}

type Both = { client: FailedAttempts; number: FailedAttempts }

/**
 * What a locked number enters tells it nothing, so it counts against no client. What anyone enters over a locked record
 * counts against their number, right or not: it sounds wrong. A right PIN clears the client's count only: else a
 * guesser with a record of their own could begin again after every ninth guess.
 */
function count({ client, number }: Both, isRight: boolean, now: number): Both {
  if (isLocked(number, now)) return { client, number }
  if (isRight && !isLocked(client, now)) return { client: clearCount(client), number }
  return {
    client: countWrong(client, MOST_WRONG.client, now),
    number: countWrong(number, MOST_WRONG.number, now),
  }
}
