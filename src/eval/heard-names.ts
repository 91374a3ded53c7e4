import { z } from 'zod'

/** A line of a file of names as they were heard. */
export const heardName = z.object({
  /** The name as the directory spells it. */
  truth: z.string(),
  heard: z.string(),
  confidence: z.number().min(0).max(1).optional(),
  /** Where the transcript is from, and the share of phonemes heard wrong: results are shown by them. */
  source: z.string().optional(),
  per: z.number().optional(),
})

export type HeardName = z.infer<typeof heardName>
