import type { Client } from '../call/line.ts'

/** What a heard name leads to. Lists of people hold at most ten, those whose spelling fits best first. */
export type Identification =
  /** This one, clearly: ask for the PIN. */
  | { kind: 'one'; client: Client }
  /** All of these have this name, or one that sounds the same: ask the private question. */
  | { kind: 'several'; clients: Client[] }
  /** Perhaps the first of `best`, whom the others sound like: "Did you mean …?"; declined, the first of `next`. */
  | { kind: 'near'; best: Client[]; next: Client[]; nearest: Client[] }
  /** Nobody on file comes near enough. These came nearest, for the time when the name is spelled. */
  | { kind: 'nobody'; nearest: Client[] }
  /** No name was in it. */
  | { kind: 'nothing' }

export type Context = {
  /** The number the call comes from: who has it on file is likelier to call. */
  callingNumber?: string
  /** Ids of people whose names the caller has declined. */
  declined?: string[]
}
