import type { Heard } from '../hearing/heard.ts'
import { nameKey } from '../hearing/name-key.ts'
import { decide, groupBySound } from '../hearing/names/decide.ts'
import { weighSpelling } from '../hearing/names/family-search.ts'
import type { Candidate } from '../hearing/names/rank.ts'
import { isSpelledLike } from '../hearing/names/spelled.ts'
import { parseSpelledName } from '../hearing/names/spelling.ts'
import { type Client, findClient } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { describe, keepThoseOnFile } from './describe.ts'
import type { Deciding, Identification, NameContext } from './identification.ts'

/** How much less likely each of the people is than the one before: what is left of how their names were heard. */
const ORDER_COST = 6

/** Who spells their last name so. Names that sound the same are written differently. */
export async function identifySpelled(
  { queries, index }: Deciding,
  heard: Heard,
  context: NameContext,
): Promise<Identification> {
  const letters = parseSpelledName(heard.speech)
  if (letters === '') return { kind: 'nothing' }
  const near = await findNearest(queries, context)
  const alike = await weighSpelling(index, letters, near, false)
  const candidates = await keepThoseOnFile(queries, alike, context)
  // Their given names were said before; nobody is asked about whose family name was not spelled.
  const spelled = candidates.filter(({ key }) => isSpelledLike(letters, key))
  const groups = groupBySound(spelled, (key) => [key], new Set())
  return describe(
    queries,
    decide(groups, { confidence: heard.confidence, clients: index.clients }),
    candidates,
  )
}

/** The names of those who came near before, the likeliest first. */
async function findNearest(queries: Queries, { nearest, declined }: NameContext): Promise<Candidate[]> {
  const left = nearest.filter((id) => !declined.includes(id))
  const people = await Promise.all(left.map((id) => findClient(queries, id)))
  return candidatesOf(people.filter((client) => client !== undefined))
}

function candidatesOf(people: Client[]): Candidate[] {
  const keys = [...new Set(people.map(({ name }) => nameKey(name)))]
  return keys.map((key, at) => ({ key, cost: at * ORDER_COST, chance: 0, bearers: 1 }))
}
