import type { Queries } from '../store/database.ts'
import { type DirectoryRow, readDirectoryRow } from '../store/directory-row.ts'
import { fingerprint } from './pin-hash.ts'

/** What the PINs on file depend on. */
export type PinSettings = {
  /** PIN_SECRET, which keys them. */
  pinSecret: string
  /** PIN_LENGTH: how many digits are asked for. */
  pinLength: number
}

const NOT_THE_SECRET =
  'PIN_SECRET is not the one that the PINs on file were stored with: put it back, or import everyone again with --replace.'

/** Why no PIN on file can be entered, as one sentence that says what to do. Undefined when they can be. */
export async function pinFault(queries: Queries, settings: PinSettings): Promise<string | undefined> {
  const row = await readDirectoryRow(queries)
  return secretFault(row, settings.pinSecret) ?? lengthFault(row, settings.pinLength)
}

/** Why the PINs on file cannot be compared: they were stored with another PIN_SECRET. Undefined when they can be. */
export function secretFault(
  row: Pick<DirectoryRow, 'pinKey' | 'clientCount'> | undefined,
  pinSecret: string,
): string | undefined {
  const isSame = !row?.pinKey || row.clientCount === 0 || row.pinKey === fingerprint(pinSecret)
  return isSame ? undefined : NOT_THE_SECRET
}

function lengthFault(row: DirectoryRow | undefined, pinLength: number): string | undefined {
  if (!row?.pinLength || row.clientCount === 0 || row.pinLength === pinLength) return undefined
  return `PIN_LENGTH is ${pinLength}, and the PINs on file have ${row.pinLength} digits: put it back, or import everyone again with --replace.`
}
