import type { FastifyRequest } from 'fastify'
import type { Call } from '../call/services.ts'
import { HttpError } from '../errors/http-error.ts'
import type { Heard } from '../hearing/heard.ts'

const dialCallStatuses = ['completed', 'answered', 'busy', 'no-answer', 'failed', 'canceled'] as const

/**
 * What we read of a voice webhook's form. Only the platform's standard parameters are relied on; unknown ones are
 * ignored. What is missing, repeated or too long is as good as blank: a caller must hear a sentence, whatever came with
 * their call.
 */
export type Form = {
  CallSid: string
  CallStatus: string
  From: string
  To: string
  Digits: string
  SpeechResult: string
  Confidence: string
  DialCallStatus: (typeof dialCallStatuses)[number] | undefined
  ErrorCode: string
}

/** A CallSid is a UUID on SignalWire; other ids of that kind are taken too. */
const callSid = /^[\w-]{1,64}$/

/**
 * Read without a schema library, because every webhook pays for it.
 * @param body a form: the parser makes a repeated name an array
 * @throws HttpError 400 when this is not about a call
 */
export function readForm(body: unknown): Form {
  // A body that is missing or no form has no fields.
  const fields = (body ?? {}) as Partial<Record<string, unknown>>
  const { CallSid, DialCallStatus } = fields
  if (typeof CallSid !== 'string' || !callSid.test(CallSid)) {
    throw new HttpError(400, 'This is not a call: CallSid is missing or bad.')
  }
  return {
    CallSid,
    CallStatus: textOf(fields.CallStatus, 32),
    From: textOf(fields.From, 255),
    To: textOf(fields.To, 255),
    Digits: textOf(fields.Digits, 255),
    SpeechResult: textOf(fields.SpeechResult, 5000),
    Confidence: textOf(fields.Confidence, 32),
    DialCallStatus: dialCallStatuses.find((one) => one === DialCallStatus),
    ErrorCode: errorCodeOf(fields.ErrorCode),
  }
}

function textOf(field: unknown, most: number): string {
  return typeof field === 'string' ? field.slice(0, most) : ''
}

/** It is logged, so nothing but a number is taken. */
function errorCodeOf(field: unknown): string {
  return typeof field === 'string' && /^\d{1,6}$/.test(field) ? field : ''
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
  const [speech, digits] = [form.SpeechResult.trim(), form.Digits.trim()]
  const confidence = Number(form.Confidence || Number.NaN)
  return confidence >= 0 && confidence <= 1 ? { speech, digits, confidence } : { speech, digits }
}
