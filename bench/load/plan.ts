import { z } from 'zod'

/** A client who calls. */
const callerSchema = z.object({
  name: z.string(),
  /** The transcript of the name, where it differs from the name. */
  heard: z.string().optional(),
  pin: z.string(),
  phone: z.string(),
})
export type BenchCaller = z.infer<typeof callerSchema>

export const planSchema = z.object({
  /** The URLs of the servers. The steps of each call go to them in turn. */
  servers: z.array(z.string()).min(1),
  /** The URL that documents contain and that is signed. */
  publicUrl: z.string(),
  signingKey: z.string(),
  callers: z.array(callerSchema).min(1),
  /** How many calls are in progress at any time. */
  atOnce: z.number(),
  /** No call starts after this time. */
  seconds: z.number(),
  /** How long a caller takes for an answer on average; 0 is no time. */
  thinkMs: z.number(),
  /** Within which time the first calls arrive; four times `thinkMs` if not given. */
  arriveMs: z.number().optional(),
  /** Whether connections are kept, rather than opened for each webhook. */
  keepsConnections: z.boolean(),
  /** Whether to check that every name spoken is the caller's. Constant documents cannot pass. */
  isCheckingNames: z.boolean(),
})
export type LoadPlan = z.infer<typeof planSchema>

export const loadSchema = z.object({
  seconds: z.number(),
  calls: z.number(),
  webhooks: z.number(),
  /** Answers with a status other than 200, and connections that failed. */
  errors: z.number(),
  /** Calls that ended without hearing the appointment. */
  untold: z.number(),
  /** Calls that heard another person's name. */
  mixedUp: z.number(),
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
})
/** The results; times in milliseconds, measured by the load process. */
export type Load = z.infer<typeof loadSchema>
