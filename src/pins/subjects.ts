import { isCallerNumber } from '../phone-numbers/caller-number.ts'
import { numberKey } from '../phone-numbers/number-key.ts'

/** What wrong PINs over one client's record are counted under. */
export function clientSubject(clientId: string): string {
  return `client:${clientId}`
}

/** The client whose wrong PINs are counted under this; undefined for another's. */
export function clientOf(subject: string): string | undefined {
  return subject.startsWith('client:') ? subject.slice('client:'.length) : undefined
}

/** What those of all callers without a phone number are counted under together: nothing tells these callers apart. */
export const withheldSubject = 'withheld:all'

/** What those from one calling number are counted under. */
export function numberSubject(number: string, secret: string): string {
  return isCallerNumber(number) ? `number:${numberKey(number, secret)}` : withheldSubject
}

/**
 * A PIN that is compared with nobody's costs the same as any other, and is counted where it does no harm: under the
 * call, so that callers who are not on file do not queue for one row.
 */
export function nobodySubject(callSid: string): string {
  return `nobody:${callSid}`
}
