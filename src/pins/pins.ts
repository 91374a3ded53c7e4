import { createHmac } from 'node:crypto'
import { findPinHash } from '../store/clients.ts'
import type { Database, Queries } from '../store/database.ts'
import { enterPin } from './enter-pin.ts'
import { isRightPin, NOBODYS_HASH } from './pin-hash.ts'
import { pinSecretFault } from './pin-secret.ts'
import { numberSubject } from './subjects.ts'

/** A PIN that was entered in a call. */
export type PinAttempt = {
  call: { sid: string; from: string }
  /** Undefined where the caller is nobody on file: the PIN is wrong, at the same cost. */
  clientId: string | undefined
  /** How often each question had been asked: with the call it tells which asking for the PIN this one answers. */
  timesAsked: Partial<Record<string, number>>
  pin: string
}

/** The one place that decides whether a PIN opens a record: comparison, counting and locks. */
export type Pins = {
  /** Whether the PIN opens the client's record. Counts the attempt, once however often it is delivered. */
  checkAndCount(attempt: PinAttempt): Promise<boolean>
}

/** @param secret PIN_SECRET, which keys the stored PINs */
export function createPins(database: Database, secret: string, now: () => Date): Pins {
  return {
    async checkAndCount(attempt) {
      const { call, clientId = '', pin } = attempt
      const isRight = await comparePin(database, secret, clientId, pin)
      const entry = { callSid: call.sid, entry: entryKey(attempt, secret), clientId, isRight }
      const counted = { ...entry, numberSubject: numberSubject(call.from, secret) }
      return enterPin(database, counted, now().getTime())
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
  const fault = await pinSecretFault(queries, secret)
  if (fault) throw new Error(fault)
  const stored = await findPinHash(queries, clientId)
  const isRight = isRightPin(pin, stored ?? NOBODYS_HASH, secret)
  return isRight && stored !== undefined
}

/** Tells attempts apart without holding the PIN: by the call, which asking it answers, the client and what was entered. */
function entryKey({ call, timesAsked, clientId = '', pin }: PinAttempt, secret: string): string {
  const parts = [call.sid, timesAsked.pin ?? 0, timesAsked.name ?? 0, clientId, pin]
  return createHmac('sha256', secret).update(parts.join('\n')).digest('base64url')
}
