import { CommandError } from '../errors/command-error.ts'
import { findClient, findIdsByPhone, findPhone } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { findLockedUntil, forgetFailedAttempts, listLocked } from '../store/failed-attempts.ts'
import { clientOf, clientSubject, numberSubject, withheldSubject } from './subjects.ts'

/** Whose wrong PINs are forgotten. */
export type Locked = { client: string } | { number: string }

const MAYBE_ANOTHER =
  'If they call from a number other than the one on file, that one may be locked: give it to --number.'

/**
 * Lets a client's record, or the PINs from a calling number, be right again at once.
 * @returns sentences that say what was found, and who else is locked
 * @throws CommandError for a client who is not on file and never was locked
 */
export async function unlock(queries: Queries, locked: Locked, secret: string, now: number): Promise<string> {
  const name = 'client' in locked ? `Client ${locked.client}` : locked.number
  const subject = 'client' in locked ? clientSubject(locked.client) : numberSubject(locked.number, secret)
  const lockedUntil = await forgetFailedAttempts(queries, subject)
  if (lockedUntil === undefined && 'client' in locked && !(await findClient(queries, locked.client))) {
    throw new CommandError(`Nobody on file has the id ${locked.client}: "npm run find -- NAME" lists ids.`)
  }
  return [describeFound(name, lockedUntil, now), ...(await lockedBeside(queries, locked, secret, now))].join(
    ' ',
  )
}

/** Who is locked, one a line. Calling numbers are stored as keyed hashes, so they are only counted. */
export async function describeLocked(queries: Queries, now: number): Promise<string> {
  const locked = await listLocked(queries, now)
  const lines = locked.flatMap(({ subject, lockedUntil }) => {
    const until = isoTime(lockedUntil)
    if (subject === withheldSubject)
      return [`Withheld numbers are locked until ${until}: --number withheld unlocks them.`]
    const id = clientOf(subject)
    return id === undefined ? [] : [`Client ${id} is locked until ${until}.`]
  })
  const numbers = locked.length - lines.length
  const last = `Calling numbers that are locked: ${numbers}. They are stored as hashes: --number unlocks one that you know.`
  if (locked.length === 0) return 'Nobody is locked.'
  return [...lines, ...(numbers > 0 ? [last] : [])].join('\n')
}

function describeFound(name: string, lockedUntil: number | undefined, now: number): string {
  if (lockedUntil === undefined) return `${name} was not locked: no wrong PIN is remembered.`
  if (lockedUntil <= now) return `${name} was not locked; its wrong PINs are forgotten.`
  return `${name} is unlocked; the lock would have held until ${isoTime(lockedUntil)}.`
}

/** A client's number on file, or the clients who have a number on file, when they are locked too. */
async function lockedBeside(
  queries: Queries,
  locked: Locked,
  secret: string,
  now: number,
): Promise<string[]> {
  if ('client' in locked) return [(await lockedNumber(queries, locked.client, secret, now)) ?? MAYBE_ANOTHER]
  const others: string[] = []
  for (const id of await findIdsByPhone(queries, locked.number)) {
    const until = await findLockedUntil(queries, clientSubject(id))
    if (until > now)
      others.push(
        `Client ${id}, who has this number on file, is locked until ${isoTime(until)}: --client unlocks it.`,
      )
  }
  return others
}

async function lockedNumber(
  queries: Queries,
  id: string,
  secret: string,
  now: number,
): Promise<string | undefined> {
  const phone = await findPhone(queries, id)
  const subject = phone && numberSubject(phone, secret)
  const until = subject ? await findLockedUntil(queries, subject) : 0
  if (!phone || until <= now) return undefined
  return `Their number on file, which ends in ${phone.slice(-4)}, is locked until ${isoTime(until)}: --number unlocks it.`
}

function isoTime(at: number): string {
  return new Date(at).toISOString()
}
