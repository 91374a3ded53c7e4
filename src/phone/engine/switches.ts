import { z } from 'zod'

/**
 * What the platform's documentation leaves open, and how this phone decides it. The first value of each list is the
 * default.
 */
export const switchesSchema = z.object({
  /** `lenient` skips what it does not know, with a warning, as the platform does. */
  strictness: z.enum(['strict', 'lenient']).default('strict'),
  /** What an answered-with-nothing Gather sends. */
  emptyResult: z.enum(['missing', 'blank']).default('missing'),
  /** Whether speech comes with an empty Digits. */
  speechDigits: z.enum(['missing', 'blank']).default('missing'),
  /** What finishOnKey does as the very first key. */
  bareFinishKey: z.enum(['ignored', 'blank']).default('ignored'),
  signatureHeader: z.enum(['both', 'signalwire', 'twilio', 'none', 'wrong']).default('both'),
  /** The port in the URL that is signed. */
  signedPort: z.enum(['as-is', 'written', 'stripped']).default('as-is'),
  /** Whether fragment, user and password are part of the signed URL. */
  signedExtras: z.enum(['stripped', 'kept']).default('stripped'),
  /** Whether the fallback URL also serves steps after the first. */
  actionFallback: z.enum(['taken', 'not-taken']).default('taken'),
  httpRedirects: z.enum(['followed', 'refused']).default('followed'),
  statusCallback: z.enum(['once', 'twice', 'late', 'missing', 'failed']).default('once'),
  /** What became of the other party of a Dial. */
  dialStatus: z.enum(['completed', 'busy', 'no-answer', 'failed', 'canceled']).default('completed'),
})

export type Switches = z.infer<typeof switchesSchema>

export const defaultSwitches: Switches = switchesSchema.parse({})
