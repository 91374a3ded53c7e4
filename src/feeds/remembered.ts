import { createHash } from 'node:crypto'
import type { ImportSettings } from '../import/import-csv.ts'
import { fingerprint } from '../pins/pin-hash.ts'
import type { Feed } from './feed.ts'

type Remembered = { address: string; key: string; state: string }

/** All that decides what becomes of the rows of a feed, beside the rows. */
export function feedKeyOf(feed: Feed, settings: ImportSettings): string {
  const { map, format, sheet, country, matching, isReplacing } = feed
  const { pinSecret, pinLength, timeZone, languages } = settings
  const ofFeed = [map, format, sheet, country, matching, isReplacing]
  return feedDigestOf([...ofFeed, fingerprint(pinSecret), pinLength, timeZone, languages])
}

/** What a source remembers, with its address and the key by which its rows were loaded. */
export function remember({ address }: Feed, key: string, state: string | null): string | null {
  return state && JSON.stringify({ address: feedDigestOf(address), key, state } satisfies Remembered)
}

/** What the source remembered: `state` while the key is the same, too, and `lastState` while its address is. */
export function recall(
  { address }: Feed,
  key: string,
  kept: string | null,
): { state: string | null; lastState: string | null } {
  const before: Partial<Remembered> = kept ? JSON.parse(kept) : {}
  const lastState = (before.address === feedDigestOf(address) && before.state) || null
  return { state: before.key === key ? lastState : null, lastState }
}

export function feedDigestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}
