import { foldSpeech, splitWords } from '../letters.ts'
import { fillers, stripPhrases } from './carrier-phrases.ts'
import { findNamePart } from './sentence.ts'
import { readSpelling } from './spelling.ts'

/** A heard name, ready to be looked for. */
export type SpokenName = {
  /** The words of the name as they were said; none when nothing of a name was heard. */
  words: string[]
  /** The same with the family name moved to the end, if a comma or "last name" says where it stood. */
  turned?: string[]
  /** All words there were, for names that look like something said around a name. */
  all: string[]
  /** The same with every initial, "c j miller", for who is on file with theirs. */
  initials: string[]
  /** Letters that were spelled out, "gomez". */
  spelled: string
  /** Somebody said what they want, and no name. */
  isWish: boolean
}

const mostWords = 10

/** Stands for a letter that a profanity filter has masked: a letter, as far as Unicode goes, that is in no name. */
export const MASK = '\ua78f'

/** Takes away what is not the name, and reads letters that were spelled. */
export function parseName(heard: string): SpokenName {
  const whole = foldSpeech(heard)
    .replace(/['’ʼ`´]/g, '')
    .replaceAll('*', MASK)
  const isLabelled = readLabels(whole) !== undefined
  const { text, isWish } =
    isLabelled || endsInLetters(whole) ? { text: whole, isWish: false } : findNamePart(whole)
  const initials = readInitials(text)
  const { rest, spelled } = startsWithInitials(initials) ? { rest: text, spelled: '' } : readSpelling(text)
  const all = dropInitials(splitWords(readSpelling(whole).rest)).slice(0, mostWords)
  return { all, initials, isWish, ...readName(rest, spelled) }
}

/** Whether letters are spelled at the end: "carol king k i n g". In a sentence "i m" would be "I'm", and "e" a joint. */
function endsInLetters(text: string): boolean {
  const words = splitWords(text)
  const letters = words.length - 1 - words.findLastIndex((word) => word.length > 1)
  return letters >= 2 && letters < words.length && words.slice(-3).join('') !== 'dob'
}

/** The words of the name in the order in which they were said, and in the one that labels or a comma tell. */
function readName(text: string, spelled: string): Pick<SpokenName, 'words' | 'turned' | 'spelled'> {
  const labelled = readLabels(text)
  if (labelled) return { words: labelled, turned: labelled, spelled }
  const [head = '', ...tail] = text
    .split(',')
    .map(stripPhrases)
    .filter((part) => part.length > 0)
  const words = nameWords([head, ...tail].join(' '))
  if (words.length === 0 && spelled !== '') return { words: [spelled], spelled: '' }
  return tail.length > 0
    ? { words, turned: nameWords([...tail, head].join(' ')), spelled }
    : { words, spelled }
}

/** More letters than this before a name spell something. */
const mostInitials = 3

/** Initials that a recogniser writes as a word: "aj", "jrr". */
const joinedInitials = /^(?:[a-z]{2}|[^aeiouy]{3})$/

/** The words with their initials: "cj miller" is heard for C. J. Miller, too. None when there is no initial. */
function readInitials(text: string): string[] {
  const [first = '', ...others] = stripPhrases(text).split(' ')
  const isJoined = joinedInitials.test(first) && others.length > 0
  const words = [...(isJoined ? first : [first]), ...others]
  return words.some((word) => /^[a-z]$/.test(word)) ? words.slice(0, mostWords) : []
}

/** Whether a few letters stand before a name: "t j hooper". Letters after a name spell it. */
function startsWithInitials(words: string[]): boolean {
  const name = words.findIndex((word) => word.length > 1)
  return name > 1 && name <= mostInitials && words.slice(name).every((word) => word.length > 1)
}

const labels = /\b((?:first|given|last|family) name|surname|apellido|nombre)s?\b/
const givenLabels = new Set(['first name', 'given name', 'nombre'])

/** What stands between a label and the name. */
const labelJoints = new Set(['is', 's', 'es', 'and', 'my', 'y', 'mi'])

/** "last name Beck, first name Susan" and the like. */
function readLabels(text: string): string[] | undefined {
  const [, ...labelled] = text.split(labels)
  const names: { given: string[]; family: string[] } = { given: [], family: [] }
  for (let at = 0; at + 1 < labelled.length; at += 2) {
    const half = givenLabels.has(labelled[at] ?? '') ? 'given' : 'family'
    if (names[half].length === 0) names[half] = labelledWords(labelled[at + 1] ?? '')
  }
  return names.given.length > 0 && names.family.length > 0 ? [...names.given, ...names.family] : undefined
}

/** The words up to the next comma, without what only joins them to the labels. */
function labelledWords(text: string): string[] {
  const words = text.split(',').map((part) => part.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))
  const isJoint = (word: string) => labelJoints.has(word)
  const [first = []] = words.filter((part) => !part.every(isJoint))
  const start = first.findIndex((word) => !isJoint(word))
  return nameWords(first.slice(start, first.findLastIndex((word) => !isJoint(word)) + 1).join(' '))
}

/** The words of a name: no digits, no fillers, no middle initial, and not twice the same. */
function nameWords(text: string): string[] {
  const words = text.replace(/\bo (?=\p{L})/gu, 'o').split(' ')
  const letters = words.filter((word) => /^\p{L}+$/u.test(word) && !fillers.has(word))
  return dropRepeat(dropInitials(letters)).slice(0, mostWords)
}

/** "joseph r baker" without the r. */
function dropInitials(words: string[]): string[] {
  const full = words.filter((word) => word.length > 1)
  return full.length >= 2 ? full : words
}

/** "kristy jones kristy jones" as "kristy jones". */
function dropRepeat(words: string[]): string[] {
  const half = words.length / 2
  const isTwice = words.length > 2 && words.every((word, at) => word === words[(at + half) % words.length])
  return Number.isInteger(half) && isTwice ? words.slice(0, half) : words
}
