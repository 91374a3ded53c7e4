import type { Pronounce } from './pronounce.ts'
import { phonemeNumbers } from './phonemes.ts'
import { PairFilter } from './pair-filter.ts'
import { Trie } from './trie.ts'

/** The distinct names of one kind: how they are written, how often they occur, how they sound. */
export class Names {
  readonly written: string[] = []
  readonly bearers: number[] = []
  readonly trie = new Trie()
  #numbers = new Map<string, number>()

  /** The number of a name; -1 when it is not there. */
  find(name: string): number {
    return this.#numbers.get(name) ?? -1
  }

  /** The number of a name, which is added when it is new. */
  take(name: string): { number: number; isNew: boolean } {
    const known = this.#numbers.get(name)
    if (known !== undefined) return { number: known, isNew: false }
    const number = this.written.push(name) - 1
    this.bearers.push(0)
    this.#numbers.set(name, number)
    return { number, isNew: true }
  }
}

/** What taking one name for another costs, in hundredths of a wrong phoneme. */
const nicknamePenalty = 45
const firstPartPenalty = 55
const onePartPenalty = 85

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
  clients = 0
  readonly pronounce: Pronounce
  #nicknames: Nicknames

  constructor(pronounce: Pronounce, nicknames: Nicknames) {
    this.pronounce = pronounce
    this.#nicknames = nicknames
  }

  /** Takes a client's name in, by its key. */
  add(key: string): void {
    const space = key.indexOf(' ')
    const given = this.givens.take(key.slice(0, Math.max(space, 0)))
    const family = this.families.take(key.slice(space + 1))
    if (given.isNew) this.#addGiven(given.number)
    if (family.isNew) this.#addFamily(family.number)
    this.givens.bearers[given.number] = (this.givens.bearers[given.number] ?? 0) + 1
    this.families.bearers[family.number] = (this.families.bearers[family.number] ?? 0) + 1
    this.pairs.add(given.number, family.number)
    this.clients++
  }

  /** The key of a pair: "john smith". */
  keyOf(given: number, family: number): string {
    return `${this.givens.written[given] ?? ''} ${this.families.written[family] ?? ''}`.trimStart()
  }

  /** How many would bear both names if the two were drawn by lot. */
  chanceOf(given: number, family: number): number {
    return ((this.givens.bearers[given] ?? 0) * (this.families.bearers[family] ?? 0)) / this.clients
  }

  /** Whether two names, by their keys, can be said alike. */
  soundSame(a: string, b: string): boolean {
    return a === b || this.#ways(a).some((way) => this.#ways(b).includes(way))
  }

  #ways(key: string): string[] {
    const space = key.indexOf(' ')
    const givens = sayCompound(this.pronounce, key.slice(0, Math.max(space, 0)))
    return givens.flatMap((given) => sayCompound(this.pronounce, key.slice(space + 1)).map((family) => given + family))
  }

  #addGiven(number: number): void {
    const name = this.givens.written[number] ?? ''
    const add = (text: string, penalty: number) => {
      for (const sounds of sayCompound(this.pronounce, text)) this.givens.trie.add(phonemeNumbers(sounds), number, penalty)
    }
    add(name, 0)
    if (name === '') return
    for (const other of this.#nicknames(name)) add(other, nicknamePenalty)
    const dash = name.indexOf('-')
    if (dash > 0) add(name.slice(0, dash), firstPartPenalty)
  }

  #addFamily(number: number): void {
    const name = this.families.written[number] ?? ''
    const add = (text: string, penalty: number) => {
      for (const sounds of sayCompound(this.pronounce, text))
        if (sounds !== '') this.families.trie.add(phonemeNumbers(sounds).reverse(), number, penalty)
    }
    add(name, 0)
    if (name.includes('-')) for (const part of name.split('-')) add(part, onePartPenalty)
  }
}

/** The pronunciations of "wade-johnson": those of its parts, joined; at most four. */
export function sayCompound(pronounce: Pronounce, name: string): string[] {
  if (name === '') return ['']
  let ways = ['']
  for (const part of name.split('-')) ways = ways.flatMap((way) => pronounce(part).map((sounds) => way + sounds)).slice(0, 4)
  return ways
}
