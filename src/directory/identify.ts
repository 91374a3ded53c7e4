import type { Heard } from '../hearing/heard.ts'
import { exactKeys } from '../hearing/name-key.ts'
import { sortBySaidHalves } from '../hearing/names/both-parts.ts'
import { compareNames, findCandidates } from '../hearing/names/candidates.ts'
import { decide, groupBySound, type Thresholds, usualThresholds } from '../hearing/names/decide.ts'
import { isMasked } from '../hearing/names/masked.ts'
import { parseName, type SpokenName } from '../hearing/names/parse-name.ts'
import { type Candidate, mergeCandidates } from '../hearing/names/rank.ts'
import { type Bearers, findBearers } from '../store/name-keys.ts'
import { describe, keepThoseOnFile } from './describe.ts'
import type { Deciding, Identification, NameContext } from './identification.ts'
import { identifyMasked } from './identify-masked.ts'

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
  deciding: Deciding,
  heard: Heard,
  context: NameContext,
): Promise<Identification[]> {
  const spoken = parseName(heard.speech)
  if (spoken.isWish) return limits.map(() => ({ kind: 'wish' }))
  if (spoken.words.length === 0) return limits.map(() => ({ kind: 'nothing' }))
  const { queries, index, callers } = deciding
  if (isMasked(spoken)) {
    const found = await identifyMasked(deciding, spoken, context)
    return limits.map(() => found)
  }
  const written = await findBearers(
    queries,
    exactKeys(spoken.words, spoken.turned ?? [], spoken.all, spoken.initials),
  )
  const found = await candidatesFor(deciding, spoken, written)
  const candidates = await keepThoseOnFile(queries, found, context, deciding.isEven ? undefined : written)
  // No name is spoken of which only one half was said. Whose given name was said can spell the other half.
  const said = sortBySaidHalves(index, spoken, candidates)
  const groups = groupBySound(said.both, (key) => index.soundsOf(key), callers)
  const decisions = limits.map((limit) =>
    decide(groups, { confidence: heard.confidence, clients: index.clients }, limit),
  )
  return Promise.all(decisions.map((decision) => describe(queries, decision, said.given, written)))
}

/** The names that may be meant. A name heard as it is written takes the short way. */
async function candidatesFor(
  { index, isEven, callers }: Deciding,
  spoken: SpokenName,
  written: Map<string, Bearers>,
): Promise<Candidate[]> {
  const exact = [...written].map(([key, { count }]) => ({
    key,
    cost: 0,
    chance: index.chanceOfKey(key),
    bearers: count,
  }))
  const isShort = exact.length > 0
  const near = await findCandidates(index, spoken, isShort)
  // The short way of a name that is on file must not be told from the long way of one that is not.
  if (isEven) await findCandidates(index, spoken, !isShort)
  return mergeCandidates(exact, near, compareNames(index, spoken, callers))
}
