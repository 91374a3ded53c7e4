import { createHmac } from 'node:crypto'
import { createEncryption } from '../crypto/encryption.ts'
import { isCallerNumber } from '../phone-numbers/caller-number.ts'
import { type StoredPin, storedPin } from '../store/clients.ts'
import type { Database } from '../store/database.ts'
import {
  type DisclosedWords,
  type Disclosure,
  decryptWords,
  encryptWords,
  findWords,
} from '../store/disclosures.ts'
import { findLockedUntil } from '../store/failed-attempts.ts'
import type { Read } from '../store/read.ts'
import { type CountedEntry, enterPin, openRecord } from './enter-pin.ts'
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

/** What a right PIN lets the caller hear. `isOnFile` is false for the words of a stand-in, which are never told. */
export type Told = { isOnFile: boolean; disclosure: Disclosure; words: DisclosedWords }

/** The one place that decides whether a PIN opens a record: comparison, counting and locks. */
export type Pins = {
  /** What the PIN of a client is compared with. */
  stored(clientId: string): Read<StoredPin | undefined>
  /**
   * Counts the attempt, once however often it is delivered. Where the PIN opens the client's record, `told` is recorded.
   * @returns the words that the caller may hear, which are those of the first time; undefined where the PIN opens nothing
   * @throws when the PINs on file were keyed with another secret: that is our failure, not the caller's
   */
  open(attempt: PinAttempt, stored: StoredPin | undefined, told: Told): Promise<DisclosedWords | undefined>
  /** Counts wrong last digits under the calling number, as a wrong PIN is counted. They open nothing. */
  countDigits(attempt: DigitsAttempt): Promise<void>
  /** Whether the caller has no number that could be counted, while too many wrong PINs came from such callers. */
  isShutOut(callingNumber: string): Promise<boolean>
}

/** @param secret PIN_SECRET, which keys the stored PINs and encrypts what was told */
export function createPins(database: Database, secret: string, now: () => Date): Pins {
  const encryption = createEncryption(secret)
  const counted = (
    { call }: Pick<PinAttempt, 'call'>,
    entry: Omit<CountedEntry, 'callSid' | 'numberSubject'>,
  ): CountedEntry => ({
    callSid: call.sid,
    numberSubject: numberSubject(call.from, secret),
    ...entry,
  })
  return {
    stored: storedPin,
    async open(attempt, stored, { isOnFile, disclosure, words }) {
      const { call, clientId = '', pin } = attempt
      const isRight = isRightFor(stored, pin, secret)
      const entry = counted(attempt, { entry: entryKey(attempt, secret), clientId, isRight })
      const encryptedWords = encryptWords(encryption, call.sid, clientId, words)
      const toBeTold = isOnFile ? { disclosure, encryptedWords } : undefined
      const entered = await openRecord(database, entry, now().getTime(), toBeTold)
      if (!entered.isRight) return undefined
      // The client was removed after the right PIN, which is delivered again.
      if (!entered.encryptedWords) return findWords(database, encryption, call.sid, clientId)
      if (entered.encryptedWords === encryptedWords) return words
      return decryptWords(encryption, call.sid, clientId, entered.encryptedWords)
    },
    async countDigits(attempt) {
      // Over nobody's record: the people in question are not to be locked by a stranger's digits.
      const entry = { entry: digitsKey(attempt, secret), clientId: '', isRight: attempt.isRight }
      await enterPin(database, counted(attempt, entry), now().getTime())
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
 * @throws when the PINs on file were keyed with another secret
 */
export function isRightFor(stored: StoredPin | undefined, pin: string, secret: string): boolean {
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
