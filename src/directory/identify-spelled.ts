import type { Heard } from '../hearing/heard.ts'
import { cutKey, nameKey } from '../hearing/name-key.ts'
import { decide, groupBySound } from '../hearing/names/decide.ts'
import { FAMILY_ONLY, findByKeys, weighSpelling } from '../hearing/names/family-search.ts'
import { type Candidate, mergeCandidates } from '../hearing/names/rank.ts'
import { isKeyed, isSpelledLike } from '../hearing/names/spelled.ts'
import { parseSpelledName } from '../hearing/names/spelling.ts'
import { type Client, findClient } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { describe, keepThoseOnFile } from './describe.ts'
import type { Deciding, Identification, NameContext } from './identification.ts'

/** How much less likely each of the people is than the one before: what is left of how their names were heard. */
const ORDER_COST = 6

/** With more than these, all of whom nothing but the keys speaks for, nobody is asked about. */
const MOST_KEYED = 2

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

/** A key stands for several letters, and only the first few are keyed: whoever fits is asked about, not taken. */
export async function identifyKeyed(
  { queries, index }: Deciding,
  keys: string,
  context: NameContext,
): Promise<Identification> {
  const near = await findNearest(queries, context)
  const fitting = near.filter(({ key }) => isKeyed(keys, cutKey(key).family))
  const alike = mergeCandidates(fitting, await findByKeys(index, keys, near))
  const candidates = await keepThoseOnFile(queries, alike, context)
  const [best, next] = candidates.map((candidate) => ({ candidates: [candidate], weight: 1 }))
  const isVague = candidates.length > MOST_KEYED && candidates.every(({ cost }) => cost >= FAMILY_ONLY)
  if (!best || isVague) return describe(queries, { kind: 'refuse' }, near)
  return describe(queries, next ? { kind: 'ask', best, next } : { kind: 'ask', best }, candidates)
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
