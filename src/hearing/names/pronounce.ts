import { readFileSync } from 'node:fs'
import { createMemo } from '../../memo.ts'

/** How a word sounds: one or more pronunciations, the likeliest first. */
export type Pronounce = (word: string) => string[]

/** Contexts a letter is read in, narrow to wide: how many letters to the left, how many to the right. */
const contexts = [
  [0, 0],
  [0, 1],
  [1, 1],
  [1, 2],
  [2, 2],
  [2, 3],
  [3, 3],
  [3, 4],
] as const

/** The dictionary as it lies on disk (2 MB, sorted lines), and learnt rules for the words that it lacks. */
export function openPronunciations(dataFolder: string): Pronounce {
  const dictionary = readFileSync(`${dataFolder}/pronunciations.txt`)
  const rules = readRules(readFileSync(`${dataFolder}/letter-sounds.txt`, 'utf8'))
  const waysOf = createMemo<string[]>(MOST_REMEMBERED)
  const pronounce: Pronounce = (word) => {
    const known = findLine(dictionary, word)
    if (known !== undefined) return known.split(' ')
    if (joinedLetters.test(word)) return [sayLetters(dictionary, word)]
    const guessed = guess(rules, word)
    const inTwo = sayInTwo(dictionary, word)
    return inTwo === undefined || inTwo === guessed ? [guessed] : [guessed, inTwo]
  }
  return (word) => waysOf(word, () => pronounce(word))
}

/** A word that can only be said by its letters: "cj". */
const joinedLetters = /^[bcdfghjklmnpqrstvwxz]{2,3}$/

function sayLetters(dictionary: Buffer, word: string): string {
  return [...word].map((letter) => findLine(dictionary, letter)?.split(' ')[0] ?? '').join('')
}

/** One look-up needs the same few words many times, and common names come again and again. */
const MOST_REMEMBERED = 5_000

function readRules(text: string): Map<string, string> {
  const rules = new Map<string, string>()
  for (const line of text.trimEnd().split('\n')) {
    const space = line.indexOf(' ')
    rules.set(line.slice(0, space), line.slice(space + 1))
  }
  return rules
}

/** What stands after `word` and a space on its line, found by halving. */
function findLine(sorted: Buffer, word: string): string | undefined {
  const wanted = `${word} `
  let low = 0
  let high = sorted.length
  while (low < high) {
    const start = sorted.lastIndexOf(10, (low + high) >> 1) + 1
    const end = sorted.indexOf(10, start)
    const line = sorted.toString('latin1', start, end)
    if (line.startsWith(wanted)) return line.slice(wanted.length)
    if (line < wanted) low = end + 1
    else high = start - 1
  }
  return undefined
}

function guess(rules: Map<string, string>, word: string): string {
  const letters = word.replace(/[^a-z]/g, '')
  const padded = `___${letters}____`
  let sounds = ''
  for (let at = 3; at < letters.length + 3; at++) sounds += sayLetter(rules, padded, at)
  return sounds
}

function sayLetter(rules: Map<string, string>, padded: string, at: number): string {
  for (let size = contexts.length - 1; size >= 0; size--) {
    const [left, right] = contexts[size] ?? [0, 0]
    const window =
      padded.slice(at - left, at) + padded.charAt(at).toUpperCase() + padded.slice(at + 1, at + 1 + right)
    const sounds = rules.get(window)
    if (sounds !== undefined) return sounds
  }
  return ''
}

/** "sueellen" as "sue" and "ellen", where the dictionary has both; the longest first part wins. */
function sayInTwo(dictionary: Buffer, word: string): string | undefined {
  for (let at = word.length - 3; at >= 2; at--) {
    const [first, second] = [findLine(dictionary, word.slice(0, at)), findLine(dictionary, word.slice(at))]
    if (first !== undefined && second !== undefined) return `${first.split(' ')[0]}${second.split(' ')[0]}`
  }
  return undefined
}
