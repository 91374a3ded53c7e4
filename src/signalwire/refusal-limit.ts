/** Far more than a platform with a wrong key sends while somebody sets a line up. */
export const MOST_REFUSED = 300
const WINDOW_MS = 60_000
/** So much memory a flood from many addresses may take. */
const MOST_ADDRESSES = 10_000

/** Counts the requests of each address that failed the signature, minute by minute. */
export class RefusalLimit {
  readonly #counts = new Map<string, { since: number; refused: number }>()

  /** Counts one more; true at the moment when it is one too many. */
  count(address: string, now: number): boolean {
    const key = networkOf(address)
    const known = this.#counts.get(key)
    const isCurrent = known !== undefined && now - known.since < WINDOW_MS
    const next = isCurrent ? { ...known, refused: known.refused + 1 } : { since: now, refused: 1 }
    // Set anew, so that the map's first entry is the one that has been quiet for longest.
    this.#counts.delete(key)
    this.#counts.set(key, next)
    const [quietest] = this.#counts.keys()
    if (this.#counts.size > MOST_ADDRESSES && quietest !== undefined) this.#counts.delete(quietest)
    return next.refused === MOST_REFUSED + 1
  }

  /** Whether the address has had its share of this minute. */
  isOver(address: string, now: number): boolean {
    const known = this.#counts.get(networkOf(address))
    return known !== undefined && now - known.since < WINDOW_MS && known.refused > MOST_REFUSED
  }
}

/** One who has an IPv6 address has all of its /64. */
function networkOf(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
}
