import type { Identification, NameContext } from '../call/line.ts'
import type { Heard } from '../hearing/heard.ts'
import { nameKey } from '../hearing/name-key.ts'
import { compareNames, findCandidates } from '../hearing/names/candidates.ts'
import { cleanHeard, type Spoken } from '../hearing/names/clean.ts'
import { decide, groupBySound, type Thresholds, usualThresholds } from '../hearing/names/decide.ts'
import { exactKeys } from '../hearing/names/exact-keys.ts'
import type { NameIndex } from '../hearing/names/name-index.ts'
import { type Candidate, mergeCandidates } from '../hearing/names/rank.ts'
import { findNamesByPhone } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { countBearers } from '../store/name-keys.ts'
import { describe, keepThoseOnFile, MOST_PEOPLE } from './describe.ts'

export type Deciding = { queries: Queries; index: NameIndex }

/** Who is meant by a name as it was heard: clean it, find what comes near, and decide. */
export async function identify(
  deciding: Deciding,
  heard: Heard,
  context: NameContext,
): Promise<Identification> {
  const [found] = await identifyAt([usualThresholds], deciding, heard, context)
  return found ?? { kind: 'nothing' }
}

/** The same for several thresholds at once, to compare them. */
export async function identifyAt(
  limits: Thresholds[],
  { queries, index }: Deciding,
  heard: Heard,
  context: NameContext,
): Promise<Identification[]> {
  const spoken = cleanHeard(heard.speech)
  if (spoken.words.length === 0) return limits.map(() => ({ kind: 'nothing' }))
  const callers = await keysOfCaller(queries, context.callingNumber)
  const found = await candidatesFor(queries, index, spoken, callers)
  const candidates = await keepThoseOnFile(queries, found, context)
  const groups = groupBySound(candidates, (key) => index.soundsOf(key), callers)
  const decisions = limits.map((limit) => decide(groups, heard.confidence, limit))
  return Promise.all(decisions.map((decision) => describe(queries, decision, candidates)))
}

/** The names that may be meant. A name heard as it is written takes the short way. */
async function candidatesFor(
  queries: Queries,
  index: NameIndex,
  spoken: Spoken,
  callers: Set<string>,
): Promise<Candidate[]> {
  const written = await countBearers(queries, exactKeys(spoken.words, spoken.turned ?? [], spoken.all))
  const exact = [...written].map(([key, bearers]) => ({
    key,
    cost: 0,
    chance: index.chanceOfKey(key),
    bearers,
  }))
  const near = await findCandidates(index, spoken, exact.length > 0)
  return mergeCandidates(exact, near, compareNames(index, spoken, callers))
}

async function keysOfCaller(queries: Queries, callingNumber: string): Promise<Set<string>> {
  const names = callingNumber ? await findNamesByPhone(queries, callingNumber, MOST_PEOPLE) : []
  return new Set(names.map(nameKey))
}
