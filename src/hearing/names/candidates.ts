import { Budget } from './budget.ts'
import type { Spoken } from './clean.ts'
import type { NameIndex } from './name-index.ts'
import { phonemeNumbers } from './phonemes.ts'
import { type Candidate, mergeCandidates, rankMatches } from './rank.ts'
import { searchNames } from './search.ts'

/** Dearer than this nothing is a name heard badly any more; what is known already keeps the search nearer. */
const DEAREST = { usual: 280, turned: 200, exact: 70 }

/** What it costs to read the words the other way round: little where a comma says so. */
const TURN_PENALTY = { said: 8, guessed: 30 }

/** Up to here the words are taken to be in order. */
const WELL_HEARD = 40

/** More sounds than this are not a name. */
const MOST_SOUNDS = 40

/** The names on file that come nearest to what was said, unverified, the best first. */
export async function findCandidates(index: NameIndex, spoken: Spoken, isExact: boolean): Promise<Candidate[]> {
  const { words } = spoken
  const budget = new Budget()
  const straight = await findInOrder(index, words, isExact ? DEAREST.exact : DEAREST.usual, 0, budget)
  const best = straight[0]?.cost ?? DEAREST.usual
  const turned = spoken.turned ?? (best > WELL_HEARD && !isExact ? lastFirst(words) : words)
  if (turned.join() === words.join()) return straight
  const penalty = spoken.turned ? TURN_PENALTY.said : TURN_PENALTY.guessed
  const others = await findInOrder(index, turned, Math.min(best, DEAREST.turned), penalty, budget)
  return mergeCandidates(straight, others)
}

async function findInOrder(
  index: NameIndex,
  words: string[],
  dearest: number,
  penalty: number,
  budget: Budget,
): Promise<Candidate[]> {
  const sounds = words.map((word) => index.pronounce(word)[0] ?? '').join('')
  if (sounds === '') return []
  const heard = phonemeNumbers(sounds.slice(0, MOST_SOUNDS))
  const matches = await searchNames(index, heard, dearest, budget)
  return rankMatches(index, matches, words, penalty)
}

/** Recognisers leave the comma of "Smith, John" out. */
function lastFirst(words: string[]): string[] {
  return words.length < 2 ? words : [...words.slice(-1), ...words.slice(0, -1)]
}
