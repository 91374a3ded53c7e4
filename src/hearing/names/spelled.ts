import { compareWhole } from './compare.ts'
import { letterCosts, letterNumbers } from './letter-costs.ts'
import { cutKey } from './name-index.ts'
import type { Candidate } from './rank.ts'

/** Letters come back wrong far more often than words do: an error among them weighs less. */
const LETTERS_WEIGHT = 0.4

/** What it costs to take these letters for the family name of a key, or for one part of a double one. */
export function spellingCost(letters: string, key: string): number {
  const { family } = cutKey(key)
  const heard = letterNumbers(letters)
  const ways = [family, key, ...family.split('-')].map((name) => letterNumbers(name))
  return LETTERS_WEIGHT * Math.min(...ways.map((name) => compareWhole(letterCosts, name, heard)))
}

/** Candidates with the letters weighed in, the best first. */
export function weighLetters(candidates: Candidate[], letters: string): Candidate[] {
  const weighed = candidates.map((candidate) => ({
    ...candidate,
    cost: candidate.cost + spellingCost(letters, candidate.key),
  }))
  return weighed.sort((a, b) => a.cost - b.cost)
}

/** The keys of a telephone that stand for the letters: "smith" is 76484. */
export function keysOf(letters: string): string {
  return letters
    .replace(/[^a-z]/g, '')
    .replace(
      /./g,
      (letter) => '22233344455566677778889999'['abcdefghijklmnopqrstuvwxyz'.indexOf(letter)] ?? '',
    )
}
