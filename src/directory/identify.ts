import type { Identification, NameContext } from '../call/line.ts'
import type { Heard } from '../hearing/heard.ts'
import { nameKey } from '../hearing/name-key.ts'
import { compareNames, findCandidates } from '../hearing/names/candidates.ts'
import { cleanHeard, type Spoken } from '../hearing/names/clean.ts'
import { decide, groupBySound } from '../hearing/names/decide.ts'
import { exactKeys } from '../hearing/names/exact-keys.ts'
import type { NameIndex } from '../hearing/names/name-index.ts'
import { type Candidate, mergeCandidates } from '../hearing/names/rank.ts'
import { findClient, findNamesByPhone } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { countBearers, KEYS_A_LOOKUP } from '../store/name-keys.ts'
import { type Deciding, describe, MOST_PEOPLE } from './describe.ts'

/** Who is meant by a name as it was heard: clean it, find what comes near, and decide. */
export async function identify(
  { queries, thresholds, index, isEven }: Deciding & { index: NameIndex },
  heard: Heard,
  context: NameContext,
): Promise<Identification> {
  const spoken = cleanHeard(heard.speech)
  if (spoken.words.length === 0) return { kind: 'nothing' }
  const callers = await keysOfCaller(queries, context.callingNumber)
  const declined = await keysOfPeople(queries, context.declined)
  const { found, isShort } = await candidatesOnFile(queries, index, spoken, callers)
  // The short way of a name that is on file must not be told from the long way of one that is not.
  if (isEven) await findCandidates(index, spoken, !isShort)
  const candidates = found.filter(({ key }) => !declined.has(key))
  const groups = groupBySound(candidates, (key) => index.soundsOf(key), callers)
  return describe(queries, decide(groups, heard.confidence, thresholds), candidates)
}

/** The names that may be meant and that somebody on file bears. A name heard as it is written takes the short way. */
async function candidatesOnFile(
  queries: Queries,
  index: NameIndex,
  spoken: Spoken,
  callers: Set<string>,
): Promise<{ found: Candidate[]; isShort: boolean }> {
  const written = await countBearers(queries, exactKeys(spoken.words, spoken.turned ?? [], spoken.all))
  const exact = [...written].map(([key, bearers]) => ({
    key,
    cost: 0,
    chance: index.chanceOfKey(key),
    bearers,
  }))
  const isShort = exact.length > 0
  const near = await findCandidates(index, spoken, isShort)
  const merged = mergeCandidates(exact, near, compareNames(index, spoken, callers)).slice(0, KEYS_A_LOOKUP)
  const others = merged.filter(({ key }) => !written.has(key)).map(({ key }) => key)
  const onFile = new Map([...written, ...(await countBearers(queries, others))])
  const found = merged.flatMap((candidate) => {
    const bearers = onFile.get(candidate.key)
    return bearers === undefined ? [] : [{ ...candidate, bearers }]
  })
  return { found, isShort }
}

async function keysOfCaller(queries: Queries, callingNumber: string): Promise<Set<string>> {
  const names = callingNumber ? await findNamesByPhone(queries, callingNumber, MOST_PEOPLE) : []
  return new Set(names.map(nameKey))
}

async function keysOfPeople(queries: Queries, ids: string[]): Promise<Set<string>> {
  const people = await Promise.all(ids.map((id) => findClient(queries, id)))
  return new Set(people.flatMap((client) => (client ? [nameKey(client.name)] : [])))
}
