import type { Candidate } from './rank.ts'

/**
 * The thresholds, found on the development transcripts; `docs/hearing.md` shows what others would give. They weigh four
 * explanations of what was heard: it is the best candidate, another candidate, somebody whose name was heard as this
 * one by accident (common names get such visits, the more so the more people are on file), or something else.
 */
export const usualThresholds = {
  /** A candidate this much dearer, in hundredths of a wrong phoneme, is 1/e as likely. */
  scale: 45,
  /** The weight of "something else", where a name heard exactly weighs 1. */
  other: 0.03,
  /** The weight of each client who would bear the name by chance. */
  accident: 1,
  /**
   * When a name is heard exactly as it is written, it hardly ever was one of those that come near; but with this many
   * people on file it may be as likely as usual, for so many of them call.
   */
  crowd: 100_000,
  /** From this probability on nobody is asked. */
  accept: 0.87,
  /** From this probability on "Did you mean …?" is worth asking. */
  ask: 0.15,
  /** Less likely than this, against the best, the next best is not worth a question. */
  next: 0.1,
  /** Someone who calls from a number on file for them is this many times as likely. */
  caller: 20,
}

const LEAST_RIVALRY = 0.05

export type Thresholds = typeof usualThresholds

/** Names that sound the same: no question that the ear could answer tells them apart. */
export type SoundGroup = { candidates: Candidate[]; weight: number }

export type Decision = { kind: 'accept' | 'ask'; best: SoundGroup; next?: SoundGroup } | { kind: 'refuse' }

/**
 * How sure we are of the best group, against all others and against chance. Common names are never refused for being
 * common, and where several people are told apart by another question anyway, an accident does no harm.
 */
export function decide(
  groups: SoundGroup[],
  { confidence, clients }: { confidence: number | undefined; clients: number },
  limits = usualThresholds,
): Decision {
  const [best, next] = [...groups].sort((a, b) => b.weight - a.weight)
  if (!best) return { kind: 'refuse' }
  const noise = noiseOf(confidence)
  const isExact = best.candidates.some(({ cost }) => cost === 0)
  const rivals = groups.reduce((sum, group) => sum + group.weight, -best.weight)
  const rivalry = isExact ? Math.min(1, LEAST_RIVALRY + clients / limits.crowd) : 1
  const others = best.weight + rivalry * rivals + noise * limits.other
  const accidents = noise * limits.accident * Math.max(...best.candidates.map(({ chance }) => chance))
  const isOne = best.candidates.length === 1 && best.candidates[0]?.bearers === 1
  if (best.weight / (others + (isOne ? accidents : 0)) >= limits.accept) return { kind: 'accept', best }
  // Among a million people a name has so many near ones that none of them is likely; the one that was said is asked about.
  if (!isExact && best.weight / others < limits.ask) return { kind: 'refuse' }
  return next && next.weight >= limits.next * best.weight
    ? { kind: 'ask', best, next }
    : { kind: 'ask', best }
}

/** A recogniser that is sure of itself errs less: 0.3 times as often at 0.95, 1.6 times at 0.3. */
function noiseOf(confidence: number | undefined): number {
  return confidence === undefined ? 1 : 0.2 + 2 * (1 - confidence)
}

/** The weight of a candidate: 1 for one that was heard exactly, more for whoever is trusted for their number. */
function weightOf({ key, cost }: Candidate, trusted: Set<string>): number {
  return Math.exp(-cost / usualThresholds.scale) * (trusted.has(key) ? usualThresholds.caller : 1)
}

/**
 * The callers whose number speaks for them. Where a name was heard exactly, the number of a relative whose name is near
 * says nothing against it: several people share a phone.
 */
function trustedAmong(candidates: Candidate[], callers: Set<string>): Set<string> {
  const exact = candidates.filter(({ cost }) => cost === 0)
  return exact.length === 0 ? callers : new Set(exact.map(({ key }) => key).filter((key) => callers.has(key)))
}

/** Puts names together that can be said alike; `callers` are the keys of those who have the calling number on file. */
export function groupBySound(
  candidates: Candidate[],
  soundsOf: (key: string) => string[],
  callers: Set<string>,
): SoundGroup[] {
  const groups: (SoundGroup & { sounds: Set<string> })[] = []
  const trusted = trustedAmong(candidates, callers)
  for (const candidate of candidates) {
    const weight = weightOf(candidate, trusted)
    const sounds = soundsOf(candidate.key)
    const group = groups.find((one) => sounds.some((sound) => one.sounds.has(sound)))
    if (!group) groups.push({ candidates: [candidate], weight, sounds: new Set(sounds) })
    else {
      group.candidates.push(candidate)
      group.weight = Math.max(group.weight, weight)
    }
  }
  return groups
}
