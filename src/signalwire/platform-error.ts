import { z } from 'zod'

const code = z.union([z.string(), z.number()]).transform(String)
const details = z.object({ code: code.optional().catch(undefined) })

/** The platform's three shapes of an error: flat, a list of the same, a list of plain sentences. */
const errorBody = z.union([
  z.object({ errors: z.array(z.union([details, z.string()])) }).transform(({ errors }) => errors[0]),
  details,
])

type KnownOfFailure = {
  status?: number
  code?: string | undefined
  retryAfterMs?: number | undefined
  network?: string
}

/** What is known of a request that did not succeed. Holds no number, text or credential, so it may be logged. */
export class PlatformError extends Error {
  /** The HTTP status; absent when no answer came. */
  readonly status: number | undefined
  /** The platform's own code, such as 21610; absent when it named none. */
  readonly code: string | undefined
  readonly retryAfterMs: number | undefined
  /** Why no answer came: Node's code, such as ECONNREFUSED, or `time-out`. */
  readonly network: string | undefined

  constructor(message: string, known: KnownOfFailure) {
    super(message)
    this.name = 'PlatformError'
    this.status = known.status
    this.code = known.code
    this.retryAfterMs = known.retryAfterMs
    this.network = known.network
  }
}

/** From an answer to the error it means. The platform's own sentence is left out: it may quote the number. */
export function toPlatformError(
  status: number,
  body: unknown,
  retryAfter: string | undefined,
): PlatformError {
  const known = { status, code: readCode(body), retryAfterMs: readRetryAfter(retryAfter, Date.now()) }
  return new PlatformError(`HTTP ${status}${known.code ? `, code ${known.code}` : ''}`, known)
}

/** `Retry-After` is a number of seconds or a date. */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (!value) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return ms >= 0 ? ms : undefined
}

function readCode(body: unknown): string | undefined {
  const parsed = errorBody.safeParse(body)
  return parsed.success && typeof parsed.data === 'object' ? parsed.data.code : undefined
}
