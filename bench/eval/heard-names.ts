import { z } from 'zod'
import type { Heard } from '../../src/hearing/heard.ts'
import { nameKey } from '../../src/hearing/name-key.ts'
import { findClientsByName } from '../../src/store/clients.ts'
import type { Queries } from '../../src/store/database.ts'

/** A line of a file of names as they were heard. */
export const heardName = z.object({
  /** The name as the directory spells it. */
  truth: z.string(),
  heard: z.string(),
  confidence: z.number().min(0).max(1).optional().catch(undefined),
  /** Where the transcript is from, and the share of phonemes heard wrong: results are shown by them. */
  source: z.string().optional().catch(undefined),
  per: z.number().optional().catch(undefined),
})

export type HeardName = z.infer<typeof heardName>

/** The people of this name: who is not on file is played by declining them. */
export async function idsOf(queries: Queries, name: string): Promise<string[]> {
  const people = await findClientsByName(queries, nameKey(name), 10)
  return people.map(({ id }) => id)
}

export function asHeard({ heard, confidence }: HeardName): Heard {
  return { speech: heard, digits: '', ...(confidence !== undefined && { confidence }) }
}
