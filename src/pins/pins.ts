import { createHmac } from 'node:crypto'
import { isCallerNumber } from '../phone-numbers/caller-number.ts'
import { findPin } from '../store/clients.ts'
import type { Database, Queries } from '../store/database.ts'
import { findLockedUntil } from '../store/failed-attempts.ts'
import { type CountedEntry, enterPin } from './enter-pin.ts'
import { withheldTerm } from './lockout.ts'
import { isRightPin, NOBODYS_HASH } from './pin-hash.ts'
import { secretFault } from './pin-secret.ts'
import { numberSubject, withheldSubject } from './subjects.ts'

/** A PIN that was entered in a call. */
export type PinAttempt = {
  call: { sid: string; from: string }
  /** Undefined where the caller is nobody on file: the PIN is wrong, at the same cost. */
  clientId: string | undefined
  /** How often each question had been asked: with the call it tells which asking for the PIN this one answers. */
  timesAsked: Partial<Record<string, number>>
  pin: string
}

/** Last digits of a number on file that were entered to be told apart from others. */
type DigitsAttempt = Omit<PinAttempt, 'clientId' | 'pin'> & { digits: string; isRight: boolean }

/** The one place that decides whether a PIN opens a record: comparison, counting and locks. */
export type Pins = {
  /** Whether the PIN opens the client's record. Counts the attempt, once however often it is delivered. */
  checkAndCount(attempt: PinAttempt): Promise<boolean>
  /** Counts wrong last digits under the calling number, as a wrong PIN is counted. They open nothing. */
  countDigits(attempt: DigitsAttempt): Promise<void>
  /** Whether the caller has no number that could be counted, while too many wrong PINs came from such callers. */
  isShutOut(callingNumber: string): Promise<boolean>
}

/** @param secret PIN_SECRET, which keys the stored PINs */
export function createPins(database: Database, secret: string, now: () => Date): Pins {
  const enter = (
    { call }: Pick<PinAttempt, 'call'>,
    entry: Omit<CountedEntry, 'callSid' | 'numberSubject'>,
  ) => {
    const counted = { ...entry, callSid: call.sid, numberSubject: numberSubject(call.from, secret) }
    return enterPin(database, counted, now().getTime())
  }
  return {
    async checkAndCount(attempt) {
      const { clientId = '', pin } = attempt
      const isRight = await comparePin(database, secret, clientId, pin)
      return enter(attempt, { entry: entryKey(attempt, secret), clientId, isRight })
    },
    async countDigits(attempt) {
      // Over nobody's record: the people in question are not to be locked by a stranger's digits.
      await enter(attempt, { entry: digitsKey(attempt, secret), clientId: '', isRight: attempt.isRight })
    },
    async isShutOut(callingNumber) {
      if (isCallerNumber(callingNumber)) return false
      const left = (await findLockedUntil(database, withheldSubject)) - now().getTime()
      // A lock that lies further ahead was written by a clock that was wrong.
      return left > 0 && left <= withheldTerm.longestLockMs
    },
  }
}

/**
 * Compares a PIN without counting it. An id that nobody has takes the same work.
 * @throws when the PINs on file were keyed with another secret: that is our failure, not the caller's
 */
export async function comparePin(
  queries: Queries,
  secret: string,
  clientId: string,
  pin: string,
): Promise<boolean> {
  const stored = await findPin(queries, clientId)
  const fault = secretFault(stored, secret)
  if (fault) throw new Error(fault)
  const { pinHash = null } = stored ?? {}
  const isRight = isRightPin(pin, pinHash ?? NOBODYS_HASH, secret)
  return isRight && pinHash !== null
}

function digitsKey({ call, timesAsked, digits }: DigitsAttempt, secret: string): string {
  return keyOf([call.sid, 'last-four', timesAsked['last-four'] ?? 0, digits], secret)
}

/** Tells attempts apart without holding the PIN: by the call, which asking it answers, the client and what was entered. */
function entryKey({ call, timesAsked, clientId = '', pin }: PinAttempt, secret: string): string {
  return keyOf([call.sid, timesAsked.pin ?? 0, timesAsked.name ?? 0, clientId, pin], secret)
}

function keyOf(parts: (string | number)[], secret: string): string {
  return createHmac('sha256', secret).update(parts.join('\n')).digest('base64url')
}
