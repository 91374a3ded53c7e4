import { z } from 'zod'

const errorCode = z.union([z.string(), z.number()]).transform(String)
const sentence = z.string().optional().catch(undefined)
const errorObject = z.object({
  code: errorCode.optional().catch(undefined),
  message: sentence,
  detail: sentence,
})

/** The platform writes errors in three shapes: one object, a list of objects, a list of sentences. */
const errorBody = z.union([
  z
    .object({ errors: z.array(z.union([errorObject, z.string().transform((message) => ({ message }))])) })
    .transform(({ errors }): z.output<typeof errorObject>[] => errors),
  errorObject.transform((error) => [error]),
])

type FailureDetails = {
  status?: number
  code?: string | undefined
  retryAfterMs?: number | undefined
  network?: string
  sentence?: string
}

/** A request to the platform that failed. What a log shows of it contains no number, text or credential. */
export class PlatformError extends Error {
  /** The HTTP status; undefined when no answer came. */
  readonly status: number | undefined
  /** The platform's own code, such as 21610; undefined when it gave none. */
  readonly code: string | undefined
  readonly retryAfterMs: number | undefined
  /** Why no answer came: Node's code, such as ECONNREFUSED, or `time-out`. */
  readonly network: string | undefined
  readonly #sentence: string

  constructor(message: string, details: FailureDetails) {
    super(message)
    this.name = 'PlatformError'
    this.status = details.status
    this.code = details.code
    this.retryAfterMs = details.retryAfterMs
    this.network = details.network
    this.#sentence = details.sentence ?? ''
  }

  /**
   * What the platform says is wrong, for the user of a command; blank when it says nothing. It may quote a number, so it
   * is private: no log or inspection shows it.
   */
  sentence(): string {
    return this.#sentence
  }
}

/** Turns an answer into an error. Its message leaves the platform's own sentence out. */
export function toPlatformError(
  status: number,
  body: unknown,
  retryAfter: string | undefined,
): PlatformError {
  const errors = readErrors(body)
  const code = errors[0]?.code
  const known = { status, code, retryAfterMs: readRetryAfter(retryAfter, Date.now()) }
  return new PlatformError(`HTTP ${status}${code ? `, code ${code}` : ''}`, {
    ...known,
    sentence: joinSentences(errors),
  })
}

/** `Retry-After` is a number of seconds or a date. */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (!value) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return ms >= 0 ? ms : undefined
}

function readErrors(body: unknown): z.output<typeof errorBody> {
  return errorBody.safeParse(body).data ?? []
}

const MOST_CHARACTERS = 300

/** On one line, without what could change a terminal. */
function joinSentences(errors: z.output<typeof errorBody>): string {
  const joined = errors.flatMap(({ detail, message }) => detail ?? message ?? []).join('; ')
  return joined
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS)
}
