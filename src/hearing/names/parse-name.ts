import { foldLetters, splitWords } from '../letters.ts'
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

/** Longer texts hold more than a name; the rest is not looked at. */
const longestText = 300
const mostWords = 10

/** Takes away what is not the name, and reads letters that were spelled. */
export function parseName(heard: string): SpokenName {
  const whole = foldLetters(heard.slice(0, longestText))
    .slice(0, longestText)
    .replace(/['’ʼ`´]/g, '')
  const isLabelled = readLabels(whole) !== undefined
  const { text, isWish } = isLabelled ? { text: whole, isWish: false } : findNamePart(whole)
  const initials = readInitials(text)
  const { rest, spelled } = startsWithInitials(initials) ? { rest: text, spelled: '' } : readSpelling(text)
  const all = dropInitials(splitWords(readSpelling(whole).rest)).slice(0, mostWords)
  return { ...readName(rest, spelled), all, initials, isWish }
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

/** "last name Beck, first name Susan" and the like. */
function readLabels(text: string): string[] | undefined {
  const part = (label: string) => {
    const found = new RegExp(
      `(${label})( is|s)?[ ,.:]+([^,]+?)[ ,.]*((my |and )*(first|last|given|family)|sur|$)`,
    ).exec(text)
    return nameWords(found?.[3] ?? '')
  }
  const given = part('first name|given name|nombre')
  const family = part('last name|family name|surname|apellido')
  return given.length > 0 && family.length > 0 ? [...given, ...family] : undefined
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
