import { z } from 'zod'

/** Someone on file who calls: what they say and enter, and how their name is written there. */
const callerSchema = z.object({
  name: z.string(),
  /** What the recogniser makes of the name, where it is not the name itself. */
  heard: z.string().optional(),
  pin: z.string(),
  phone: z.string(),
})
export type BenchCaller = z.infer<typeof callerSchema>

export const planSchema = z.object({
  /** Where the servers listen; the steps of each call go round them. */
  servers: z.array(z.string()).min(1),
  /** The address in the documents, and the one that is signed. */
  publicUrl: z.string(),
  signingKey: z.string(),
  callers: z.array(callerSchema).min(1),
  /** How many calls are in progress at any moment. */
  atOnce: z.number(),
  /** No new call begins after so long. */
  seconds: z.number(),
  /** How long a caller speaks or keys on average before the next webhook; 0 is at once. */
  thinkMs: z.number(),
  /** Whether connections are used again, or each webhook opens its own. */
  keepsConnections: z.boolean(),
  /** Whether every sentence with a name in it must be the caller's own; constant documents cannot be. */
  isCheckingNames: z.boolean(),
})
/** What the load process is to do. */
export type LoadPlan = z.infer<typeof planSchema>

export const loadSchema = z.object({
  seconds: z.number(),
  calls: z.number(),
  webhooks: z.number(),
  /** Answers other than a document with status 200. */
  errors: z.number(),
  /** Calls that ended without the caller's appointment. */
  untold: z.number(),
  /** Calls in which somebody else's name was spoken. */
  mixedUp: z.number(),
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
})
/** What came of it; times in milliseconds, as the caller's side saw them. */
export type Load = z.infer<typeof loadSchema>
