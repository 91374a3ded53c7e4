import { foldLetters, splitWords } from './letters.ts'

/** Goes up with every change of what `nameKey` makes of a name; keys on file by older rules are then made anew. */
export const NAME_RULES = 2

/** A name in two, each in plain letters; `-` parts the words of a compound: "mary-ann", "wade-johnson". */
export type SplitName = { given: string; family: string }

/** Words that belong to the family name they stand before. */
const particles = new Set(
  'mc mac o st saint de del della di da dos das du des la las le los el van von der den ter ten bin ibn al abu ap fitz y e'.split(
    ' ',
  ),
)
const suffixes = new Set(['jr', 'sr', 'junior', 'senior', 'ii', 'iii', 'iv', 'md', 'phd', 'esq'])
const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'mister', 'missus', 'doctor'])

/** The last word is the family name, with the particles before it and all that a hyphen joins to it. */
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

/**
 * What a client is found by: given and family name with a space between. It leaves out what hearing and spelling
 * change about a name: accents, case, punctuation, titles. Names with the same key count as the same name.
 */
export function nameKey(name: string): string {
  const { given, family } = splitName(name)
  return given === '' ? family : `${given} ${family}`
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
