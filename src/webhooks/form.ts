import { z } from 'zod'
import type { Call } from '../call/services.ts'
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
export const webhook = z.object({
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

export type Webhook = z.infer<typeof webhook>

export function callOf(webhook: Webhook): Call {
  return { sid: webhook.CallSid, from: webhook.From, to: webhook.To }
}

/** A confidence that is no number from 0 to 1 is as good as none. */
export function heardOf(webhook: Webhook): Heard {
  const heard: Heard = { speech: webhook.SpeechResult.trim(), digits: webhook.Digits.trim() }
  const confidence = Number(webhook.Confidence || Number.NaN)
  return confidence >= 0 && confidence <= 1 ? { ...heard, confidence } : heard
}
