import type { NameIndex } from '../hearing/names/name-index.ts'
import type { Callers, Client } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'

/** Whom a heard name may stand for. The lists are short, the likeliest person first. */
export type Identification =
  /** Clearly this person. */
  | { kind: 'one'; client: Client }
  /** Any of these: their names are the same, or sound the same. */
  | { kind: 'several'; clients: Client[] }
  /** Perhaps `best`, whose names sound the same, or else `next`. */
  | { kind: 'near'; best: Client[]; next: Client[]; nearest: Client[] }
  /** Nobody is near enough; `nearest` are kept for when the name is spelled. */
  | { kind: 'nobody'; nearest: Client[] }
  /** The caller said what they want, and no name. */
  | { kind: 'wish' }
  /** No name was heard. */
  | { kind: 'nothing' }

/** The keys of the first letters of both names. */
export type KeyedName = { family: string; given: string }

/** Whom keys stand for. */
export type KeyedIdentification =
  | { kind: 'one'; client: Client }
  /** `canBeToldApart`: by the last digits of their numbers on file, at least one of them. */
  | { kind: 'several'; canBeToldApart: boolean }
  | { kind: 'nobody' }

/** What a look-up works with. */
export type Deciding = {
  queries: Queries
  index: NameIndex
  /** The same work for every name, on file or not. */
  isEven: boolean
  /** The keys of the names that people with the calling number on file have. */
  callers: Set<string>
}

/** What is known besides the words. */
export type NameContext = {
  /** Who may be calling; undefined where nobody calls, or it is not known. */
  callers: Callers | undefined
  /** Ids of the people whose names the caller has declined. */
  declined: string[]
  /** Ids of the people who were near when the name was said. */
  nearest: string[]
}

export const noContext: NameContext = { callers: undefined, declined: [], nearest: [] }

/** The most people whom one more question can tell apart: their ids travel in the next URL. */
export const MOST_TOLD_APART = 60
