import { editDistance } from './compare.ts'
import { weighSpelling } from './family-search.ts'
import type { NameIndex } from './name-index.ts'
import type { SpokenName } from './parse-name.ts'
import { phonemeCosts, phonemeNumbers } from './phonemes.ts'
import { type Candidate, mergeCandidates, rankMatches } from './rank.ts'
import { type Reach, searchNames } from './search.ts'
import { SearchBudget } from './time-slice.ts'

/** How far is looked: a name heard exactly needs only its rivals; with spelled letters the sounds may be far off. */
const REACH = {
  usual: { most: 250, margin: 90 },
  exact: { most: 70, margin: 70 },
  spelled: { most: 220, margin: 120 },
}

/** What it costs to read the words the other way round: little where a comma says so; then nothing far off is looked at. */
const TURN_PENALTY = { said: 8, guessed: 30 }
const MOST_TURNED = 160

/** Up to here the words are taken to be in order. */
const WELL_HEARD = 40

/** More sounds than this are not a name. */
const MOST_SOUNDS = 40

/** The names in the index that come nearest to what was said, the best first. */
export async function findCandidates(
  index: NameIndex,
  spoken: SpokenName,
  isExact: boolean,
): Promise<Candidate[]> {
  const budget = new SearchBudget()
  const reach = isExact ? REACH.exact : spoken.spelled === '' ? REACH.usual : REACH.spelled
  const straight = await findInOrder(index, spoken.words, reach, 0, budget)
  const best = straight[0]?.cost ?? reach.most
  const turned = spoken.turned ?? (best > WELL_HEARD && !isExact ? lastFirst(spoken.words) : spoken.words)
  const isSame = turned.join() === spoken.words.join()
  const nearer = { ...reach, most: Math.min(best, MOST_TURNED) }
  const penalty = spoken.turned ? TURN_PENALTY.said : TURN_PENALTY.guessed
  const others = isSame ? [] : await findInOrder(index, turned, nearer, penalty, budget)
  const all = mergeCandidates(straight, others)
  return spoken.spelled === '' ? all : weighSpelling(index, spoken.spelled, all, true)
}

/** The same names of which it is known who may call: each with its cost, however far off it is. */
export function compareNames(index: NameIndex, spoken: SpokenName, keys: Iterable<string>): Candidate[] {
  const compared = [...keys]
  if (compared.length === 0) return []
  const heard = soundsOf(index, spoken.words)
  return compared.map((key) => {
    const ways = index
      .soundsOf(key)
      .map((sounds) => editDistance(phonemeCosts, phonemeNumbers(sounds), heard))
    return { key, cost: Math.min(...ways), chance: index.chanceOfKey(key), bearers: 1 }
  })
}

async function findInOrder(
  index: NameIndex,
  words: string[],
  reach: Reach,
  penalty: number,
  budget: SearchBudget,
): Promise<Candidate[]> {
  const heard = soundsOf(index, words)
  const matches = heard.length === 0 ? [] : await searchNames(index, heard, reach, budget)
  return rankMatches(index, matches, words, penalty)
}

/** How these words sound, as far as a name may go. */
export function soundsOf(index: NameIndex, words: string[]): Uint8Array {
  const sounds = words.map((word) => index.pronounce(word)[0] ?? '').join('')
  return phonemeNumbers(sounds.slice(0, MOST_SOUNDS))
}

/** Recognisers leave the comma of "Smith, John" out. */
export function lastFirst(words: string[]): string[] {
  return words.length < 2 ? words : [...words.slice(-1), ...words.slice(0, -1)]
}
