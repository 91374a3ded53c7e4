import { codeOf } from '../errors/error-code.ts'
import { SourceFault, type SourceRun } from './feed.ts'

/** How long a source may take to answer. */
export const LIMIT_MS = 5 * 60_000

export type ToFault = (error: unknown) => SourceFault

/** The time that a source has from now on, and what its errors mean. */
export type Limit = {
  signal: AbortSignal
  toFault: ToFault
  /** For what a driver may leave without an answer when its connection ends. */
  inTime<Result>(work: Promise<Result>): Promise<Result>
}

/** @param why what the codes of errors mean; a driver's own message may quote a URL or the values of a row */
export function limitOf(
  { signal, limitMs }: Pick<SourceRun, 'signal' | 'limitMs'>,
  why: Record<string, string>,
): Limit {
  const timeout = AbortSignal.timeout(limitMs)
  const either = AbortSignal.any([signal, timeout])
  const aborted = new Promise<never>((_, reject) => {
    either.addEventListener('abort', () => reject(either.reason), { once: true })
  })
  aborted.catch(() => {})
  return {
    signal: either,
    inTime: (work) => Promise.race([work, aborted]),
    toFault(error) {
      if (error instanceof SourceFault) return error
      if (timeout.aborted) return new SourceFault(`it took longer than ${describe(limitMs)}`)
      const code = codeOf(error) || codeOf(error instanceof Error ? error.cause : undefined)
      return new SourceFault(why[code] ?? `it cannot be read${code && ` (${code})`}`)
    },
  }
}

/** Turns errors of the source into faults. Errors of the code that consumes the items are not changed. */
export async function* withFaults<Item>(items: AsyncIterable<Item>, toFault: ToFault): AsyncGenerator<Item> {
  try {
    yield* items
  } catch (error) {
    throw toFault(error)
  }
}

function describe(ms: number): string {
  return ms >= 60_000 ? `${ms / 60_000} minutes` : `${ms / 1_000} seconds`
}
