import { z } from 'zod';
/**
 * What we read of a voice webhook's form. Only the platform's standard parameters are relied on; unknown ones are
 * ignored. A CallSid is a UUID on SignalWire; other ids of that kind are taken too.
 */
export const webhook = z.object({
    CallSid: z.string().regex(/^[\w-]{1,64}$/),
    CallStatus: z.string().max(32).default(''),
    From: z.string().max(255).default(''),
    To: z.string().max(255).default(''),
    Digits: z.string().max(255).default(''),
    SpeechResult: z.string().default(''),
    Confidence: z.string().optional(),
    DialCallStatus: z
        .enum(['completed', 'answered', 'busy', 'no-answer', 'failed', 'canceled'])
        .optional()
        .catch(undefined),
    ErrorCode: z
        .string()
        .regex(/^\d{1,6}$/)
        .optional()
        .catch(undefined),
});
export function callOf(webhook) {
    return { sid: webhook.CallSid, from: webhook.From, to: webhook.To };
}
/** A confidence that is no number from 0 to 1 is as good as none; nor does anybody say more than 5,000 characters. */
export function heardOf(webhook) {
    const heard = { speech: webhook.SpeechResult.trim().slice(0, 5000), digits: webhook.Digits.trim() };
    const confidence = Number(webhook.Confidence || Number.NaN);
    return confidence >= 0 && confidence <= 1 ? { ...heard, confidence } : heard;
}
