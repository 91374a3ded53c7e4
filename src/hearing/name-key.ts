import { foldLetters, splitWords } from './letters.ts'

/** Increase with every change to what `nameKey` returns. Keys on file that older rules made are then made again. */
export const NAME_RULES = 2

/** The two halves of a name in plain letters, with `-` between the words of a compound: "mary-ann", "wade-johnson". */
type SplitName = { given: string; family: string }

/** Words that belong to the family name that follows them. */
const particles = new Set(
  'mc mac o st saint de del della di da dos das du des la las le los el van von der den ter ten bin ibn al abu ap fitz y e'.split(
    ' ',
  ),
)
const suffixes = new Set(['jr', 'sr', 'junior', 'senior', 'ii', 'iii', 'iv', 'md', 'phd', 'esq'])
const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'mister', 'missus', 'doctor'])

/** Most keys that `exactKeys` gives. */
const MOST_EXACT_KEYS = 24

/**
 * The key that clients are found by: given and family name, separated by a space. It leaves out what a caller does not
 * say or a recogniser does not write: accents, case, punctuation, titles. Names with the same key count as the same.
 */
export function nameKey(name: string): string {
  const { given, family } = splitName(name)
  return given === '' ? family : `${given} ${family}`
}

/** Splits a key into its two names. The given name may be empty. */
export function cutKey(key: string): SplitName {
  const space = key.indexOf(' ')
  return { given: key.slice(0, Math.max(space, 0)), family: key.slice(space + 1) }
}

/** What is left of a family name without the particles that it seems to begin with: of "delacruz", "lacruz" and "cruz". */
export function withoutParticles(family: string): string[] {
  const rests = [...particles]
    .filter((particle) => particle.length > 1 && family.startsWith(particle))
    .map((particle) => family.slice(particle.length))
    .filter((rest) => rest.length > 1)
  return [...new Set(rests.flatMap((rest) => [rest, ...withoutParticles(rest)]))]
}

/** The keys that words make without any change, wherever the family name begins: "mary-ann smith", "maryann smith" … */
export function exactKeys(...readings: string[][]): string[] {
  const keys = new Set(readings.filter((words) => words.length > 0).flatMap(keysOf))
  return [...keys].slice(0, MOST_EXACT_KEYS)
}

/** The family name is the last word, with the particles before it and the words that hyphens join to it. */
function splitName(name: string): SplitName {
  const parts = trimName(
    foldLetters(name)
      .split(/[\s,]+/)
      .map(splitWords)
      .filter((words) => words.length > 0),
  )
  let start = parts.length - 1
  while (start > 1 && parts[start - 1]?.every((word) => particles.has(word))) start--
  const given = parts.slice(0, start).flat()
  const family = parts.slice(start)
  return { given: given.join('-'), family: family.map(joinParticles).join('') }
}

function trimName(parts: string[][]): string[][] {
  const isTitle = (words: string[] | undefined) => words?.length === 1 && titles.has(words[0] ?? '')
  const isSuffix = (words: string[] | undefined) => words?.length === 1 && suffixes.has(words[0] ?? '')
  while (parts.length > 1 && isTitle(parts[0])) parts = parts.slice(1)
  while (parts.length > 2 && isSuffix(parts.at(-1))) parts = parts.slice(0, -1)
  return parts
}

function joinParticles(words: string[]): string {
  return words.reduce(
    (joined, word, at) => joined + (at > 0 && !particles.has(words[at - 1] ?? '') ? '-' : '') + word,
    '',
  )
}

function keysOf(words: string[]): string[] {
  if (words.length === 1) return words
  const starts = words
    .map((_, at) => at)
    .slice(1)
    .reverse()
  return starts.flatMap((at) => {
    const family = joinings(words.slice(at))
    return joinings(words.slice(0, at)).flatMap((given) => family.map((name) => `${given} ${name}`))
  })
}

function joinings(words: string[]): string[] {
  return words.length === 1 ? words : [words.join(''), words.join('-')]
}
