import type { Client, Identification } from '../call/line.ts'
import type { Heard } from '../hearing/heard.ts'
import { nameKey } from '../hearing/name-key.ts'
import { findCandidates } from '../hearing/names/candidates.ts'
import { cleanHeard, type Spoken } from '../hearing/names/clean.ts'
import { type Decision, decide, type Group, groupBySound, thresholds } from '../hearing/names/decide.ts'
import { exactKeys } from '../hearing/names/exact-keys.ts'
import type { NameIndex } from '../hearing/names/name-index.ts'
import { type Candidate, mergeCandidates } from '../hearing/names/rank.ts'
import { findClient, findClientsByName, findNamesByPhone } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { countBearers, KEYS_A_LOOKUP } from '../store/name-keys.ts'
import { NameBook } from './name-book.ts'

/** More people than this of one sound are not told apart one by one. */
const MOST_PEOPLE = 10

export type Context = {
  /** The number the call comes from: who has it on file is likelier to call. */
  callingNumber?: string
  /** Ids of people whose names the caller has declined. */
  declined?: string[]
}

export type Recogniser = {
  identify(heard: Heard, context?: Context): Promise<Identification>
  /** Brings the names in memory up to date; look-ups do so by themselves. */
  refresh(): Promise<void>
  close(): void
}

/** Opens what finds clients by names as they were heard. The first refresh reads all names on file. */
export function openRecogniser(queries: Queries): Recogniser {
  const book = new NameBook(queries)
  return {
    identify: async (heard, context = {}) => identify(queries, await book.current(), heard, context),
    refresh: () => book.refresh(),
    close: () => book.close(),
  }
}

async function identify(
  queries: Queries,
  index: NameIndex,
  heard: Heard,
  context: Context,
): Promise<Identification> {
  const spoken = cleanHeard(heard.speech)
  if (spoken.words.length === 0) return { kind: 'nothing' }
  const found = await candidatesOnFile(queries, index, spoken)
  const callers = await callersKeys(queries, context)
  const candidates = found.filter(({ key }) => !callers.declined.has(key))
  const groups = weighGroups(
    groupBySound(candidates, (a, b) => index.soundSame(a, b)),
    callers.calling,
  )
  return describe(queries, decide(groups, heard.confidence), groups)
}

/** The names that may be meant and that somebody on file bears. A name heard as it is written takes the short way. */
async function candidatesOnFile(queries: Queries, index: NameIndex, spoken: Spoken): Promise<Candidate[]> {
  const keys = exactKeys(spoken.words, spoken.turned ?? [], spoken.all)
  const exact = await countBearers(queries, keys)
  const near = await findCandidates(index, spoken, exact.size > 0)
  const written = [...exact.keys()].map((key) => ({ key, cost: 0, chance: index.chanceOfKey(key) }))
  const candidates = mergeCandidates(written, near).slice(0, KEYS_A_LOOKUP)
  const bearers = await countBearers(
    queries,
    candidates.map(({ key }) => key),
  )
  return candidates.filter(({ key }) => bearers.has(key))
}

type Callers = { calling: Set<string>; declined: Set<string> }

/** The names of whoever has the calling number on file, and of those whom the caller has declined. */
async function callersKeys(queries: Queries, { callingNumber, declined = [] }: Context): Promise<Callers> {
  const names = callingNumber ? await findNamesByPhone(queries, callingNumber, MOST_PEOPLE) : []
  const others = await Promise.all(declined.map((id) => findClient(queries, id)))
  const keys = others.flatMap((client) => (client ? [nameKey(client.name)] : []))
  return { calling: new Set(names.map(nameKey)), declined: new Set(keys) }
}

/** Who calls from a number on file is likelier to be meant. */
function weighGroups(groups: Group[], calling: Set<string>): Group[] {
  const weighed = groups.map((group) => {
    const isCaller = group.candidates.some(({ key }) => calling.has(key))
    return isCaller ? { ...group, weight: group.weight * thresholds.caller } : group
  })
  return weighed.sort((a, b) => b.weight - a.weight)
}

async function describe(queries: Queries, decision: Decision, groups: Group[]): Promise<Identification> {
  if (decision.kind === 'refuse') return { kind: 'nobody', nearest: await nearestPeople(queries, groups) }
  const best = await peopleOf(queries, decision.best)
  const [client, another] = best
  if (!client) return { kind: 'nobody', nearest: [] }
  if (decision.kind === 'accept')
    return another ? { kind: 'several', clients: best } : { kind: 'one', client }
  const next = decision.next ? await peopleOf(queries, decision.next) : []
  return { kind: 'near', best, next, nearest: await nearestPeople(queries, groups) }
}

async function peopleOf(queries: Queries, group: Group): Promise<Client[]> {
  const lists = group.candidates.map(({ key }) => findClientsByName(queries, key, MOST_PEOPLE))
  return (await Promise.all(lists)).flat().slice(0, MOST_PEOPLE)
}

async function nearestPeople(queries: Queries, groups: Group[]): Promise<Client[]> {
  const candidates = groups.flatMap((group) => group.candidates).slice(0, MOST_PEOPLE)
  return peopleOf(queries, { candidates, weight: 0 })
}
