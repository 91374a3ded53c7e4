import { nameKey } from '../hearing/name-key.ts'
import type { Decision } from '../hearing/names/decide.ts'
import type { Candidate } from '../hearing/names/rank.ts'
import { type Client, findClient, findClientsByName } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { type Bearers, findBearers, KEYS_A_LOOKUP } from '../store/name-keys.ts'
import { type Identification, MOST_TOLD_APART, type NameContext } from './identification.ts'

/** Of those who only came near, this many are kept in mind. */
export const MOST_PEOPLE = 10

/**
 * The first few candidates whose name somebody on file bears, less those that the caller has declined. `known` are
 * the bearers of names that have been looked up already.
 */
export async function keepThoseOnFile(
  queries: Queries,
  candidates: Candidate[],
  context: NameContext,
  known: Map<string, Bearers> = new Map(),
): Promise<Candidate[]> {
  const people = await Promise.all(context.declined.map((id) => findClient(queries, id)))
  const declined = people.map((client) => nameKey(client?.name ?? ''))
  const left = candidates.filter(({ key }) => !declined.includes(key)).slice(0, KEYS_A_LOOKUP)
  const others = left.map(({ key }) => key).filter((key) => !known.has(key))
  const onFile = new Map([...known, ...(await findBearers(queries, others))])
  return left.flatMap((candidate) => {
    const bearers = onFile.get(candidate.key)
    return bearers === undefined ? [] : [{ ...candidate, bearers: bearers.count }]
  })
}

/** Puts people in the place of the names that were decided on; `known` as in `keepThoseOnFile`. */
export async function describe(
  queries: Queries,
  decision: Decision,
  candidates: Candidate[],
  known: Map<string, Bearers> = new Map(),
): Promise<Identification> {
  const peopleOf = (some: Candidate[], most = MOST_PEOPLE) => findPeople(queries, some, known, most)
  if (decision.kind === 'refuse') return { kind: 'nobody', nearest: await peopleOf(candidates) }
  // One more than can be told apart, so that it shows.
  const best = await peopleOf(decision.best.candidates, MOST_TOLD_APART + 1)
  const [client, another] = best
  if (!client) return { kind: 'nobody', nearest: [] }
  if (decision.kind === 'accept')
    return another ? { kind: 'several', clients: best } : { kind: 'one', client }
  const next = decision.next ? await peopleOf(decision.next.candidates) : []
  return { kind: 'near', best, next, nearest: await peopleOf(candidates) }
}

/** Those who bear the names, in the order of the names. */
async function findPeople(
  queries: Queries,
  candidates: Candidate[],
  known: Map<string, Bearers>,
  most: number,
): Promise<Client[]> {
  const lists = candidates.slice(0, MOST_PEOPLE).map(({ key }) => {
    const only = known.get(key)?.only
    return only ? [only] : findClientsByName(queries, key, most)
  })
  return (await Promise.all(lists)).flat().slice(0, most)
}
