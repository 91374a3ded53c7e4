import { z } from 'zod'

/**
 * What the platform's documentation leaves open, and how this phone decides it. The first value of each list is the
 * default.
 */
export const switchesSchema = z.object({
  /** `lenient` skips what it does not know, with a warning, as the platform does. */
  strictness: z.enum(['strict', 'lenient']),
  /** What an answered-with-nothing Gather sends. */
  emptyResult: z.enum(['missing', 'blank']),
  /** Whether speech comes with an empty Digits. */
  speechDigits: z.enum(['missing', 'blank']),
  /** What finishOnKey does as the very first key. */
  bareFinishKey: z.enum(['ignored', 'blank']),
  signatureHeader: z.enum(['both', 'signalwire', 'twilio', 'none', 'wrong']),
  /** The port in the URL that is signed. */
  signedPort: z.enum(['as-is', 'written', 'stripped']),
  /** Whether fragment, user and password are part of the signed URL. */
  signedExtras: z.enum(['stripped', 'kept']),
  /** Whether the fallback URL also serves steps after the first. */
  actionFallback: z.enum(['taken', 'not-taken']),
  httpRedirects: z.enum(['followed', 'refused']),
  statusCallback: z.enum(['once', 'twice', 'late', 'missing', 'failed']),
  /** What became of the other party of a Dial. */
  dialStatus: z.enum(['completed', 'busy', 'no-answer', 'failed', 'canceled']),
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
