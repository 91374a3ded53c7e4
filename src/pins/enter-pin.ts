import type { Database, Queries } from '../store/database.ts'
import { keepWords, recordDisclosure } from '../store/disclosures.ts'
import {
  type FailedAttempts,
  findFailedAttempts,
  type LockRules,
  writeFailedAttempts,
} from '../store/failed-attempts.ts'
import {
  type Entered,
  enterPinAtOnce,
  type PinEntry,
  recordPinEntry,
  type ToBeTold,
} from '../store/pin-entries.ts'
import {
  clampLock,
  clearCount,
  countWrong,
  FIRST_LOCK_MS,
  isLocked,
  LOCKOUTS_LAST_MS,
  MOST_WRONG,
  usualTerm,
  withheldTerm,
} from './lockout.ts'
import { clientSubject, nobodySubject, withheldSubject } from './subjects.ts'

/** An entry, and what its calling number is counted under. */
export type CountedEntry = PinEntry & { numberSubject: string }

/** Counts one entry and tells whether it is right. */
export async function enterPin(database: Database, entry: CountedEntry, now: number): Promise<boolean> {
  return (await openRecord(database, entry, now, undefined)).isRight
}

/**
 * Counts one entry and tells whether it opens the record. If it does, the disclosure is recorded in the same transaction.
 * Simultaneous entries take turns: SQLite has one transaction at a time, and PostgreSQL locks both counts before anything
 * is decided, the client's always first, so that they cannot deadlock. A right PIN, a wrong one, a locked record and
 * nobody's take the same work. An entry that is delivered again has its first answer and is not counted again. PostgreSQL does
 * all this in one round trip, so that callers who enter a PIN over one client at once need not wait for each other long.
 */
export function openRecord(
  database: Database,
  entry: CountedEntry,
  now: number,
  toBeTold: ToBeTold | undefined,
): Promise<Entered> {
  const subject = entry.clientId ? clientSubject(entry.clientId) : nobodySubject(entry.callSid)
  if (database.kind === 'postgres') {
    const subjects = { client: subject, number: entry.numberSubject }
    return enterPinAtOnce(database, entry, subjects, { rules: rulesFor(entry), now, toBeTold })
  }
  return database.transaction(async (queries) => {
    const isRight = await enterStepwise(queries, entry, subject, now)
    const encryptedWords = isRight && toBeTold && (await recordTold(queries, entry.callSid, toBeTold))
    return { isRight, encryptedWords: encryptedWords || undefined }
  })
}

async function enterStepwise(
  queries: Queries,
  entry: CountedEntry,
  subject: string,
  now: number,
): Promise<boolean> {
  const { numberSubject } = entry
  const client = clampLock(await findFailedAttempts(queries, subject), now)
  const number = clampLock(await findFailedAttempts(queries, numberSubject), now, numberLimit(entry).term)
  const isOpen = entry.isRight && !isLocked(client, now) && !isLocked(number, now)
  const { isNew, isRight } = await recordPinEntry(queries, { ...entry, isRight: isOpen }, now)
  const counted = isNew ? count({ client, number }, entry, now) : { client, number }
  await writeFailedAttempts(queries, subject, counted.client, now)
  await writeFailedAttempts(queries, numberSubject, counted.number, now)
  return isRight
}

/** Returns the encrypted words that count. */
async function recordTold(
  queries: Queries,
  callSid: string,
  { disclosure, encryptedWords }: ToBeTold,
): Promise<string> {
  await recordDisclosure(queries, callSid, disclosure)
  return keepWords(queries, callSid, disclosure, encryptedWords)
}

function numberLimit({ numberSubject }: CountedEntry) {
  return numberSubject === withheldSubject
    ? { most: MOST_WRONG.withheld, term: withheldTerm }
    : { most: MOST_WRONG.number, term: usualTerm }
}

function rulesFor(entry: CountedEntry): LockRules {
  const { most, term } = numberLimit(entry)
  return {
    client: { most: MOST_WRONG.client, ...usualTerm },
    number: { most, ...term },
    firstLockMs: FIRST_LOCK_MS,
    lockoutsLastMs: LOCKOUTS_LAST_MS,
  }
}

type Both = { client: FailedAttempts; number: FailedAttempts }

/**
 * The entries of a locked number tell it nothing, so they count against no client. Any entry over a locked record counts
 * against the calling number, since it sounds wrong to the caller. A right PIN clears the client's count only: otherwise a
 * guesser with a record of their own could start over after every ninth guess.
 */
function count({ client, number }: Both, entry: CountedEntry, now: number): Both {
  if (isLocked(number, now)) return { client, number }
  if (entry.isRight && !isLocked(client, now)) return { client: clearCount(client), number }
  const { most, term } = numberLimit(entry)
  return {
    client: countWrong(client, MOST_WRONG.client, now),
    number: countWrong(number, most, now, term),
  }
}
