import { z } from 'zod'
import type { Heard } from '../../src/hearing/heard.ts'
import { nameKey } from '../../src/hearing/name-key.ts'
import { findClientsByName } from '../../src/store/clients.ts'
import type { Queries } from '../../src/store/database.ts'

/** A line of a file of heard names. */
export const heardName = z.object({
  /** The name as the directory spells it. */
  truth: z.string(),
  heard: z.string(),
  confidence: z.number().min(0).max(1).optional().catch(undefined),
  /** The origin of the transcript, and the share of phonemes heard wrong; results are grouped by both. */
  source: z.string().optional().catch(undefined),
  per: z.number().optional().catch(undefined),
})

export type HeardName = z.infer<typeof heardName>

/** The people of this name. Declining them simulates that they are not on file. */
export async function idsOf(queries: Queries, name: string): Promise<string[]> {
  const people = await findClientsByName(queries, nameKey(name), 10)
  return people.map(({ id }) => id)
}

export function asHeard({ heard, confidence }: HeardName): Heard {
  return { speech: heard, digits: '', ...(confidence !== undefined && { confidence }) }
}
