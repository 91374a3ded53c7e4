import { cutKey } from '../name-key.ts'
import { lastFirst, soundsOf } from './candidates.ts'
import { editDistances } from './compare.ts'
import type { NameIndex } from './name-index.ts'
import type { SpokenName } from './parse-name.ts'
import { phonemeCosts, phonemeNumbers } from './phonemes.ts'
import type { Candidate } from './rank.ts'
import { isSpelledLike } from './spelled.ts'

/** Which halves of a name were said, or something near to them. */
type SaidHalves = { given: boolean; family: boolean }

/** A half came near when it costs at most this share of leaving it out and hearing something else instead. */
const NEAR_SHARE = 0.5

/** A whole name heard as one word, "annalee", is hardly further off than this. */
const MOST_IN_ONE_WORD = 60

/**
 * Those of the candidates of whom the caller said both halves, and those of whom at least the given name was said. Sounds
 * alone do not show that: "John" is not far from "Jon Nye".
 */
export function sortBySaidHalves(index: NameIndex, spoken: SpokenName, candidates: Candidate[]) {
  const readings = readingsOf(index, spoken)
  const said = candidates.map((candidate) => {
    if (candidate.cost === 0) return { candidate, halves: { given: true, family: true } }
    const halves = saidHalves(index, readings, candidate.key)
    const isSpelled = spoken.spelled !== '' && isSpelledLike(spoken.spelled, candidate.key)
    const family = isSpelled || (halves.family && !isOneHalf(index, spoken.words, candidate))
    return { candidate, halves: { given: halves.given, family } }
  })
  const whose = (isWanted: (halves: SaidHalves) => boolean) =>
    said.flatMap(({ candidate, halves }) => (isWanted(halves) ? [candidate] : []))
  return { both: whose(({ given, family }) => given && family), given: whose(({ given }) => given) }
}

/** Whether this is one word that says only one half of the name. */
function isOneHalf(index: NameIndex, [word = '', another]: string[], { key, cost }: Candidate): boolean {
  if (another !== undefined || word === key.replace(/[ -]/g, '')) return false
  return cost > MOST_IN_ONE_WORD || index.isHalf(word)
}

/** The sounds of the words, and of the same words in the other order. */
function readingsOf(index: NameIndex, { words, turned }: SpokenName): Uint8Array[] {
  const orders = [words, turned ?? lastFirst(words)]
  const different = orders.filter((order, at) => at === 0 || order.join() !== words.join())
  return different.map((order) => soundsOf(index, order))
}

function saidHalves(index: NameIndex, readings: Uint8Array[], key: string): SaidHalves {
  const { given, family } = cutKey(key)
  const [givens, families] = [index.sayGiven(given), index.sayFamily(family)]
  const ways = readings.flatMap((heard) =>
    givens.flatMap((first) => families.map((last) => splitBetween(heard, first.sounds, last.sounds))),
  )
  return {
    given: ways.some((way) => way.given),
    family: ways.some((way) => way.given && way.family),
  }
}

/** Splits what was heard where the two halves fit best, and says which of them it holds. */
function splitBetween(heard: Uint8Array, given: string, family: string): SaidHalves {
  const [first, last] = [phonemeNumbers(given), phonemeNumbers(family).reverse()]
  const heads = editDistances(phonemeCosts, first, heard)
  const tails = editDistances(phonemeCosts, last, heard.slice().reverse()).reverse()
  const best = Math.min(...heads.map((cost, at) => cost + (tails[at] ?? 0)))
  // Of several places the one that leaves the most of a half unsaid.
  const shares = heads.flatMap((cost, at) => {
    if (cost + (tails[at] ?? 0) > best) return []
    return [[share(cost, first, heard.subarray(0, at)), share(tails[at] ?? 0, last, heard.subarray(at))]]
  })
  const worst = (half: 0 | 1) => Math.max(...shares.map((each) => each[half] ?? 0))
  return { given: worst(0) <= NEAR_SHARE, family: worst(1) <= NEAR_SHARE }
}

/** The cost of taking one for the other, as a share of what two things cost that have nothing in common. */
function share(cost: number, said: Uint8Array, heard: Uint8Array): number {
  return cost / Math.max(1, gaps(said) + gaps(heard))
}

function gaps(sounds: Uint8Array): number {
  return sounds.reduce((sum, sound) => sum + (phonemeCosts.gap[sound] ?? 0), 0)
}
