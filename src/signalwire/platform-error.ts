import { z } from 'zod'

const errorCode = z.union([z.string(), z.number()]).transform(String)
const errorObject = z.object({ code: errorCode.optional().catch(undefined) })

/** The platform writes errors in three shapes: one object, a list of objects, a list of sentences. */
const errorBody = z.union([
  z.object({ errors: z.array(z.union([errorObject, z.string()])) }).transform(({ errors }) => errors[0]),
  errorObject,
])

type FailureDetails = {
  status?: number
  code?: string | undefined
  retryAfterMs?: number | undefined
  network?: string
}

/** A request to the platform that failed. Contains no number, text or credential, so it may be logged. */
export class PlatformError extends Error {
  /** The HTTP status; undefined when no answer came. */
  readonly status: number | undefined
  /** The platform's own code, such as 21610; undefined when it gave none. */
  readonly code: string | undefined
  readonly retryAfterMs: number | undefined
  /** Why no answer came: Node's code, such as ECONNREFUSED, or `time-out`. */
  readonly network: string | undefined

  constructor(message: string, details: FailureDetails) {
    super(message)
    this.name = 'PlatformError'
    this.status = details.status
    this.code = details.code
    this.retryAfterMs = details.retryAfterMs
    this.network = details.network
  }
}

/** Turns an answer into an error. The platform's own sentence is left out, because it may quote the number. */
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
