import type { Client, Identification, NameContext } from '../call/line.ts'
import type { Heard } from '../hearing/heard.ts'
import { nameKey } from '../hearing/name-key.ts'
import { decide, groupBySound } from '../hearing/names/decide.ts'
import type { Candidate } from '../hearing/names/rank.ts'
import { isKeyed, weighLetters } from '../hearing/names/spelled.ts'
import { lettersOf } from '../hearing/names/spelling.ts'
import { findClient } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { type Deciding, describe } from './describe.ts'

/** How much less likely each of the people is than the one before: what is left of how their names were heard. */
const ORDER_COST = 6

/** Who of those that came near spells their last name so. Names that sound the same are written differently. */
export async function identifySpelled(
  { queries, thresholds }: Deciding,
  heard: Heard,
  context: NameContext,
): Promise<Identification> {
  const letters = lettersOf(heard.speech)
  if (letters === '') return { kind: 'nothing' }
  const candidates = weighLetters(candidatesOf(await findNearest(queries, context)), letters)
  const groups = groupBySound(candidates, (key) => [key], new Set())
  return describe(queries, decide(groups, heard.confidence, thresholds), candidates)
}

/** A key stands for several letters, and only the first few are keyed: whoever fits is asked about, not taken. */
export async function identifyKeyed(
  { queries }: Deciding,
  keys: string,
  context: NameContext,
): Promise<Identification> {
  const people = await findNearest(queries, context)
  const fitting = candidatesOf(people.filter(({ name }) => isKeyed(keys, nameKey(name))))
  const [best, next] = fitting.map((candidate) => ({ candidates: [candidate], weight: 1 }))
  if (!best) return { kind: 'nobody', nearest: people }
  return describe(queries, next ? { kind: 'ask', best, next } : { kind: 'ask', best }, fitting)
}

async function findNearest(queries: Queries, { nearest, declined }: NameContext): Promise<Client[]> {
  const left = nearest.filter((id) => !declined.includes(id))
  const people = await Promise.all(left.map((id) => findClient(queries, id)))
  return people.filter((client) => client !== undefined)
}

function candidatesOf(people: Client[]): Candidate[] {
  const keys = [...new Set(people.map(({ name }) => nameKey(name)))]
  return keys.map((key, at) => ({ key, cost: at * ORDER_COST, chance: 0, bearers: 1 }))
}
