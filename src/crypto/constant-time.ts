import { timingSafeEqual } from 'node:crypto'

/** Compares in a time that does not depend on where two texts of one length differ. */
export function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
