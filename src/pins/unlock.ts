import type { Queries } from '../store/database.ts'
import { forgetFailedAttempts } from '../store/failed-attempts.ts'
import { clientSubject, numberSubject } from './subjects.ts'

/** Whose wrong PINs are forgotten. */
export type Locked = { client: string } | { number: string }

const AND_THE_OTHER = 'The calling number may be locked as well as the client: --number frees that one.'

/**
 * Lets a client's record, or the PINs from a calling number, be right again at once.
 * @returns a sentence that says what was found
 */
export async function unlock(queries: Queries, locked: Locked, secret: string, now: number): Promise<string> {
  const name = 'client' in locked ? `Client ${locked.client}` : locked.number
  const subject = 'client' in locked ? clientSubject(locked.client) : numberSubject(locked.number, secret)
  const lockedUntil = subject === undefined ? undefined : await forgetFailedAttempts(queries, subject)
  if (lockedUntil === undefined) return `${name} was not locked: no wrong PIN is remembered.`
  if (lockedUntil > now)
    return `${name} is unlocked; the lock would have held until ${new Date(lockedUntil).toISOString()}. ${AND_THE_OTHER}`
  return `${name} was not locked; its wrong PINs are forgotten.`
}
