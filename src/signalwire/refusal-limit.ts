/** Far more than the platform sends while somebody sets up a number with a wrong key. */
export const MOST_REFUSED = 300
const WINDOW_MS = 60_000
/** The platform's forms are a few hundred bytes. To verify that much costs about as much as to refuse it. */
export const SMALL_BODY = 4 * 1024
/** What else of an address above the limit is verified in a minute. */
export const MOST_LARGE_VERIFIED = 60
/** Bounds the memory that a flood from many addresses can take. */
const MOST_ADDRESSES = 10_000

type Count = { since: number; refused: number; largeVerified: number }

/** Counts the requests of each address that are refused, minute by minute. */
export class RefusalLimit {
  readonly #counts = new Map<string, Count>()

  /** Counts one more request; true for the first one above the limit. */
  count(address: string, now: number): boolean {
    const key = networkOf(address)
    const known = this.#counts.get(key)
    const isCurrent = known !== undefined && now - known.since < WINDOW_MS
    const next = isCurrent
      ? { ...known, refused: known.refused + 1 }
      : { since: now, refused: 1, largeVerified: 0 }
    // Re-inserted, so that the first entry of the map is the least recently counted one.
    this.#counts.delete(key)
    this.#counts.set(key, next)
    const [oldest] = this.#counts.keys()
    if (this.#counts.size > MOST_ADDRESSES && oldest !== undefined) this.#counts.delete(oldest)
    return next.refused === MOST_REFUSED + 1
  }

  /** Whether the address is above the limit in this minute. */
  isOver(address: string, now: number): boolean {
    const known = this.#counts.get(networkOf(address))
    return known !== undefined && now - known.since < WINDOW_MS && known.refused > MOST_REFUSED
  }

  /**
   * Whether a request of an address above the limit is still worth verifying. Small ones always are, so that the
   * platform, which may share a proxy's address with whoever floods it, is never turned away; of others only some.
   */
  mayVerify(address: string, bytes: number): boolean {
    if (bytes <= SMALL_BODY) return true
    const known = this.#counts.get(networkOf(address))
    if (known === undefined) return true
    known.largeVerified += 1
    return known.largeVerified <= MOST_LARGE_VERIFIED
  }
}

/** Whoever has an IPv6 address has all of its /64. */
function networkOf(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
}
