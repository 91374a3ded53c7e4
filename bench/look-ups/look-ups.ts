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
  /** The longest time for which the event loop did nothing else. */
  longestHold: z.number(),
  /** What the process worked in that time; far less of it means that the machine let others run. Older results lack it. */
  cpuInHold: z.number().optional(),
})
/** Finding a client by name, in milliseconds. */
export type LookUps = z.infer<typeof lookUpsSchema>
