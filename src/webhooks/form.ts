import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Call } from '../call/services.ts'
import { HttpError } from '../errors/http-error.ts'
import type { Heard } from '../hearing/heard.ts'

/** Missing, repeated or endless: a caller must hear a sentence, whatever came with their call. */
function text(most: number) {
  return z
    .string()
    .transform((given) => given.slice(0, most))
    .catch('')
}

/**
 * What we read of a voice webhook's form. Only the platform's standard parameters are relied on; unknown ones are
 * ignored. A CallSid is a UUID on SignalWire; other ids of that kind are taken too.
 */
const form = z.object({
  CallSid: z.string().regex(/^[\w-]{1,64}$/),
  CallStatus: text(32),
  From: text(255),
  To: text(255),
  Digits: text(255),
  SpeechResult: text(5000),
  Confidence: z.string().optional().catch(undefined),
  DialCallStatus: z
    .enum(['completed', 'answered', 'busy', 'no-answer', 'failed', 'canceled'])
    .optional()
    .catch(undefined),
  ErrorCode: z
    .string()
    .regex(/^\d{1,6}$/)
    .optional()
    .catch(undefined),
})

export type Form = z.infer<typeof form>

/** @throws HttpError 400 when this is not about a call */
export function readForm(body: unknown): Form {
  const read = form.safeParse(body ?? {})
  if (read.success) return read.data
  const field = read.error.issues[0]?.path[0]?.toString()
  throw new HttpError(400, `This is not a call: ${field} is missing or bad.`)
}

/** The form of a webhook whose signature held. */
export function formOf({ form }: FastifyRequest): Form {
  if (form) return form
  throw new Error('The form of this webhook has not been read.')
}

export function callOf(form: Form): Call {
  return { sid: form.CallSid, from: form.From, to: form.To }
}

/** A confidence that is not a number from 0 to 1 is as good as none. */
export function heardOf(form: Form): Heard {
  const heard: Heard = { speech: form.SpeechResult.trim(), digits: form.Digits.trim() }
  const confidence = Number(form.Confidence || Number.NaN)
  return confidence >= 0 && confidence <= 1 ? { ...heard, confidence } : heard
}
