import type { Feed } from './feed.ts'

const LONGEST_MS = 3_600_000

/** How long to leave a source alone after so many failures in a row: ever longer, up to an hour. */
export function backoffMs({ everyMs }: Pick<Feed, 'everyMs'>, failures: number): number {
  return Math.min(everyMs * 2 ** Math.min(failures, 20), Math.max(LONGEST_MS, everyMs))
}
