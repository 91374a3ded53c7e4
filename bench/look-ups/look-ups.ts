import { z } from 'zod'

export const lookUpOrderSchema = z.object({
  url: z.string(),
  names: z.array(z.string()),
})

export const lookUpsSchema = z.object({
  cleanP50: z.number(),
  cleanP99: z.number(),
  misheardP50: z.number(),
  misheardP99: z.number(),
  /** The longest time for which the event loop was blocked. */
  longestHold: z.number(),
  /** The CPU time in it; far less means that the machine ran other processes. Older results lack it. */
  cpuInHold: z.number().optional(),
})
/** Look-ups by name, in milliseconds. */
export type LookUps = z.infer<typeof lookUpsSchema>
