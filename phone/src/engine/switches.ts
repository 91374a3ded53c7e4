import { z } from 'zod'

/**
 * What the platform's documentation leaves open, and how this phone decides it. The first value of each list is the
 * default.
 */
export const switchesSchema = z.object({
  /**
   * `platform` plays what the platform plays, and warns of what is bad style; `strict` takes every warning for an error
   * and ends the call; `lenient` takes every error for a warning, and any content type.
   */
  strictness: z.enum(['platform', 'strict', 'lenient']).describe('What is not documented'),
  emptyResult: z.enum(['missing', 'blank']).describe('Fields of a Gather without an answer'),
  speechDigits: z.enum(['missing', 'blank']).describe('Digits beside speech'),
  inputType: z.enum(['missing', 'sent']).describe('The field input_type of a Gather'),
  partialResults: z.enum(['sent', 'missing']).describe('Partial results of speech'),
  bareFinishKey: z.enum(['ignored', 'blank']).describe('The finishing key as the first one'),
  signatureHeader: z
    .enum(['both', 'signalwire', 'twilio', 'none', 'wrong'])
    .describe('Name of the signature header'),
  signedPort: z.enum(['as-is', 'written', 'stripped']).describe('Port in the signed URL'),
  signedExtras: z.enum(['stripped', 'kept']).describe('User and fragment in the signed URL'),
  actionFallback: z.enum(['taken', 'not-taken']).describe('Fallback URL after the first step'),
  httpRedirects: z.enum(['followed', 'refused']).describe('HTTP redirects'),
  statusCallback: z
    .enum(['once', 'twice', 'late', 'missing', 'failed'])
    .describe('Report of the end of the call'),
  dialStatus: z
    .enum(['completed', 'busy', 'no-answer', 'failed', 'canceled'])
    .describe('The other party of a Dial'),
  queueResult: z.enum(['bridged', 'queue-full', 'leave', 'error']).describe('How waiting in a queue ends'),
})

export type Switches = z.infer<typeof switchesSchema>

/** Those that are not as by default. */
export const someSwitches = switchesSchema.partial()
export type SomeSwitches = z.infer<typeof someSwitches>

/** All switches: the given ones, and the first value of every other. */
export function withDefaults(given: SomeSwitches): Switches {
  const defaults = Object.entries(switchesSchema.shape).map(([name, { options }]) => [name, options[0]])
  const set = Object.entries(given).filter(([, value]) => value !== undefined)
  return switchesSchema.parse(Object.fromEntries([...defaults, ...set]))
}
