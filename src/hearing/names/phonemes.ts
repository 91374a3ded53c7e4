import { tabulate } from './edit-distance.ts'

/** The phonemes, one letter each (see data/phoneme-codes.mjs); a phoneme's number is its place here. */
export const phonemes = 'IieEAaoOUWucRqYxbpdtgkvfDTzsZSjCmnNlrwyh'

/** Height from 0 (close) to 1, backness from 0 (front) to 1, and whether the vowel glides or ends in r. */
const vowels: Record<string, [height: number, back: number, glide: number]> = {
  I: [0, 0, 0],
  i: [0.2, 0.15, 0],
  e: [0.5, 0.1, 0],
  E: [0.35, 0, 0.3],
  A: [0.85, 0.2, 0],
  a: [1, 0.8, 0],
  o: [0.8, 1, 0],
  O: [0.5, 1, 0.3],
  U: [0.2, 0.8, 0],
  W: [0, 0.9, 0],
  u: [0.65, 0.6, 0],
  c: [0.5, 0.5, 0],
  R: [0.5, 0.6, 0.4],
  q: [0.9, 0.6, 0.6],
  Y: [0.9, 0.4, 0.6],
  x: [0.6, 0.9, 0.6],
}

type Manner = 'stop' | 'affricate' | 'fricative' | 'nasal' | 'liquid' | 'glide'

/** Place from 0 (lips) to 7 (glottis), manner, and whether it is voiced. */
const consonants: Record<string, [place: number, manner: Manner, voiced: 0 | 1]> = {
  b: [0, 'stop', 1],
  p: [0, 'stop', 0],
  d: [3, 'stop', 1],
  t: [3, 'stop', 0],
  g: [6, 'stop', 1],
  k: [6, 'stop', 0],
  v: [1, 'fricative', 1],
  f: [1, 'fricative', 0],
  D: [2, 'fricative', 1],
  T: [2, 'fricative', 0],
  z: [3, 'fricative', 1],
  s: [3, 'fricative', 0],
  Z: [4, 'fricative', 1],
  S: [4, 'fricative', 0],
  j: [4, 'affricate', 1],
  C: [4, 'affricate', 0],
  m: [0, 'nasal', 1],
  n: [3, 'nasal', 1],
  N: [6, 'nasal', 1],
  l: [3, 'liquid', 1],
  r: [4, 'liquid', 1],
  w: [0, 'glide', 1],
  y: [5, 'glide', 1],
  h: [7, 'fricative', 0],
}

const mannerCosts: Record<string, number> = {
  'affricate stop': 25,
  'affricate fricative': 22,
  'fricative stop': 38,
  'nasal stop': 45,
  'liquid nasal': 45,
  'glide liquid': 30,
}

/** Pairs across the two kinds that are near one another all the same. */
const crossings: Record<string, number> = {
  'R r': 25,
  'I y': 30,
  'i y': 40,
  'W w': 30,
  'U w': 35,
  'O w': 60,
  'U l': 60,
  'O l': 60,
}

/** What leaving a phoneme out, or adding one, costs: little for those that are said weakly. */
const gapCosts: Record<string, number> = {
  c: 32,
  i: 48,
  u: 48,
  h: 35,
  y: 35,
  w: 45,
  r: 45,
  t: 50,
  d: 50,
  n: 62,
  l: 62,
}
const usualGap = 68

/** What taking one phoneme for another costs. */
export const phonemeCosts = tabulate(phonemes, substitutionCost, (phoneme) => gapCosts[phoneme] ?? usualGap)

/** "smiT" as phoneme numbers. */
export function phonemeNumbers(sounds: string): Uint8Array {
  return Uint8Array.from(sounds, (sound) => phonemes.indexOf(sound))
}

function substitutionCost(a: string, b: string): number {
  if (a === b) return 0
  if (vowels[a] && vowels[b]) return vowelCost(vowels[a], vowels[b], a === 'c' || b === 'c')
  if (consonants[a] && consonants[b]) return consonantCost(consonants[a], consonants[b])
  return crossings[`${a} ${b}`] ?? crossings[`${b} ${a}`] ?? 125
}

function vowelCost(a: [number, number, number], b: [number, number, number], isWeak: boolean): number {
  const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
  return Math.round(Math.min(75, 10 + 55 * distance) * (isWeak ? 0.6 : 1))
}

function consonantCost(a: [number, Manner, 0 | 1], b: [number, Manner, 0 | 1]): number {
  const place = a[0] === b[0] ? 0 : 14 + 6 * Math.abs(a[0] - b[0])
  const manner = a[1] === b[1] ? 0 : (mannerCosts[[a[1], b[1]].sort().join(' ')] ?? 70)
  const voice = a[2] === b[2] ? 0 : 18
  return Math.min(105, place + manner + voice)
}
