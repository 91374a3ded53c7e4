import { cutKey, withoutParticles } from '../name-key.ts'
import { KeyedNames } from './keyed-names.ts'
import { letterNumbers } from './letter-costs.ts'
import { PairFilter } from './pair-filter.ts'
import { phonemeNumbers } from './phonemes.ts'
import type { Pronounce } from './pronounce.ts'
import { Trie } from './trie.ts'

/** The distinct names of one kind: how they are written, how often they occur, how they sound. */
export class Names {
  readonly written: string[] = []
  readonly bearers: number[] = []
  /** By their sounds. */
  readonly trie = new Trie()
  /** Family names by their letters too. */
  readonly spelt = new Trie()
  /** By the keys of a telephone. */
  readonly keyed = new KeyedNames()
  #numbers = new Map<string, number>()

  /** The number of a name; -1 when it is not there. */
  find(name: string): number {
    return this.#numbers.get(name) ?? -1
  }

  /** The number of a name, which is added when it is new. */
  take(name: string, bearers: number): { number: number; isNew: boolean } {
    const known = this.#numbers.get(name)
    const number = known ?? this.written.push(name) - 1
    if (known === undefined) this.#numbers.set(name, number)
    this.bearers[number] = (this.bearers[number] ?? 0) + bearers
    return { number, isNew: known === undefined }
  }
}

/** What taking one name for another costs, in hundredths of a wrong phoneme. */
const nicknamePenalty = 45
const firstPartPenalty = 55
const onePartPenalty = 85

/** People beside those on file, from whose names it is told how common a name is. */
const UNCOUNTED = 1000

/** The sounds of a name, and what it costs to take them for it. */
export type SaidName = { sounds: string; penalty: number }

/** Other names that a given name is called by. */
export type Nicknames = (given: string) => readonly string[]

/**
 * All distinct given and family names with their sounds, and which pairs of them occur. Given names are kept from the
 * first phoneme on, family names from the last one back: a heard name is eaten from both ends.
 */
export class NameIndex {
  readonly givens = new Names()
  readonly families = new Names()
  readonly pairs = new PairFilter()
  /** Given names of two words or more, by what stands after the first: it may be the first of two family names. */
  readonly secondGivens = new KeyedNames()
  clients = 0
  readonly pronounce: Pronounce
  #nicknames: Nicknames

  constructor(pronounce: Pronounce, nicknames: Nicknames) {
    this.pronounce = pronounce
    this.#nicknames = nicknames
  }

  /** Takes a name in, by its key, with the number of clients who bear it. */
  add(key: string, bearers = 1): void {
    const { given, family } = cutKey(key)
    const [g, f] = [this.givens.take(given, bearers), this.families.take(family, bearers)]
    if (g.isNew) this.#addGiven(g.number)
    if (f.isNew) this.#addFamily(f.number)
    this.pairs.add(g.number, f.number)
    this.clients += bearers
  }

  /** The key of a pair: "john smith". */
  keyOf(given: number, family: number): string {
    return `${this.givens.written[given] ?? ''} ${this.families.written[family] ?? ''}`.trimStart()
  }

  /**
   * How many others would bear both names if given and family names met by chance. A few people say little about how
   * common a name is: theirs count as drawn together with those of many who are not on file.
   */
  chanceOf(given: number, family: number): number {
    const [givens, families] = [this.givens.bearers[given] ?? 1, this.families.bearers[family] ?? 1]
    const drawn = this.clients + UNCOUNTED
    return (this.clients * (givens - 1) * (families - 1)) / (drawn * drawn)
  }

  /** The same for a key; 0 when one of its names is new here. */
  chanceOfKey(key: string): number {
    const { given, family } = cutKey(key)
    return this.clients === 0 ? 0 : this.chanceOf(this.givens.find(given), this.families.find(family))
  }

  /** All the ways to say the name of a key; none for one that is not in Latin letters. */
  soundsOf(key: string): string[] {
    const { given, family } = cutKey(key)
    const families = sayCompound(this.pronounce, family)
    return sayCompound(this.pronounce, given).flatMap((first) => families.map((last) => first + last))
  }

  /** All sounds that a given name goes by, its short forms included, and what each costs. */
  sayGiven(name: string): SaidName[] {
    const say = (text: string, penalty: number) =>
      sayCompound(this.pronounce, text).map((sounds) => ({ sounds, penalty }))
    if (name === '') return say('', 0)
    const dash = name.indexOf('-')
    return [
      ...say(name, 0),
      ...this.#nicknames(name).flatMap((other) => say(other, nicknamePenalty)),
      ...(dash > 0 ? say(name.slice(0, dash), firstPartPenalty) : []),
    ]
  }

  /** The same for a family name, and for each part of a double one. */
  sayFamily(name: string): SaidName[] {
    const say = (text: string, penalty: number) =>
      sayCompound(this.pronounce, text).map((sounds) => ({ sounds, penalty }))
    const parts = name.includes('-') ? name.split('-') : []
    return [...say(name, 0), ...parts.flatMap((part) => say(part, onePartPenalty))]
  }

  /** Whether a word is one half of a name that somebody on file bears, or is short for one. */
  isHalf(word: string): boolean {
    const others = [word, ...this.#nicknames(word)]
    return this.families.find(word) >= 0 || others.some((other) => this.givens.find(other) >= 0)
  }

  #addGiven(number: number): void {
    const name = this.givens.written[number] ?? ''
    for (const { sounds, penalty } of this.sayGiven(name))
      this.givens.trie.add(phonemeNumbers(sounds), number, penalty)
    if (name === '') return
    const [, ...seconds] = tailsOf(name)
    this.givens.keyed.add(number, joined(name), [firstOf(name), ...seconds, ...this.#nicknames(name)])
    this.secondGivens.add(number, '', seconds)
  }

  #addFamily(number: number): void {
    const name = this.families.written[number] ?? ''
    for (const { sounds, penalty } of this.sayFamily(name))
      this.families.trie.add(phonemeNumbers(sounds).reverse(), number, penalty)
    this.families.spelt.add(letterNumbers(name), number, 0)
    const [, ...parts] = tailsOf(name)
    this.families.keyed.add(number, joined(name), [...parts, ...withoutParticles(joined(name))])
    if (!name.includes('-')) return
    for (const part of name.split('-')) this.families.spelt.add(letterNumbers(part), number, 0)
  }
}

/** "wade-johnson-lee" from each of its words on: "wadejohnsonlee", "johnsonlee", "lee". */
function tailsOf(name: string): string[] {
  const parts = name.split('-')
  return parts.map((_, at) => parts.slice(at).join(''))
}

/** An initial may be all that somebody keys: of "c-j", "c". */
function firstOf(name: string): string {
  return name.split('-', 1)[0] ?? ''
}

function joined(name: string): string {
  return name.replaceAll('-', '')
}

/** The pronunciations of "wade-johnson": those of its parts, joined; at most four, none when a part has no sounds. */
function sayCompound(pronounce: Pronounce, name: string): string[] {
  let ways = ['']
  if (name === '') return ways
  for (const part of name.split('-')) {
    const sounds = pronounce(part).filter((one) => one !== '')
    ways = ways.flatMap((way) => sounds.map((one) => way + one)).slice(0, 4)
  }
  return ways
}
