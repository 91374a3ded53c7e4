import type { Heard, Language } from '../hearing/heard.ts'
import type { Appointment, Client } from '../store/clients.ts'
import type { Disclosure, DisclosedWords as Told } from '../store/disclosures.ts'
import type { TextPromise as Text } from '../store/texts.ts'
import type { Place } from './place.ts'
import type { Sentences } from './sentences/sentences.ts'

export type { Reached } from '../store/calls.ts'
export type { Appointment, Client, Disclosure, Text, Told }

/** One call, as the platform names it: numbers are E.164, or whatever the network gave. */
export type Call = { sid: string; from: string; to: string }

/** What a name as it was heard leads to. Lists of people are short, those who fit best first. */
export type Identification =
  /** This one, clearly. */
  | { kind: 'one'; client: Client }
  /** All of these: their names are the same, or sound the same. */
  | { kind: 'several'; clients: Client[] }
  /** Perhaps `best`, whose names sound the same; or else `next`. */
  | { kind: 'near'; best: Client[]; next: Client[]; nearest: Client[] }
  /** Nobody comes near enough; these came nearest, for the time when the name is spelled. */
  | { kind: 'nobody'; nearest: Client[] }
  /** There was no name in it. */
  | { kind: 'nothing' }

/** What is known beside the words. */
export type NameContext = {
  callingNumber: string
  /** Ids of people whose names the caller has declined. */
  declined: string[]
  /** Ids of people who came near when the name was said. */
  nearest: string[]
}

/** What the conversation needs of the world around it. */
export interface Line {
  settings: {
    discreet: boolean
    pinLength: number
    timeZone: string
    /** The first one greets. */
    languages: [Language, ...Language[]]
    operatorNumber: string | undefined
  }
  now(): Date
  sentences(lang: Language): Sentences
  directory: {
    /** Whom a name stands for, said in answer to the first question. */
    identify(heard: Heard, context: NameContext): Promise<Identification>
    /** Whom the letters of a last name stand for, said one by one. */
    identifySpelled(heard: Heard, context: NameContext): Promise<Identification>
    /** Whom the keys of the first four letters of a last name stand for. */
    identifyKeyed(digits: string, context: NameContext): Promise<Identification>
    find(clientId: string): Promise<Client | undefined>
    nextAppointment(clientId: string, now: Date): Promise<Appointment | undefined>
    likelyNames(callingNumber: string, now: Date): Promise<string[]>
  }
  pins: {
    /**
     * Counts one entry against one client, or against nobody, and tells whether it opens the record. The same entry
     * at the same place of a call counts once and has the same answer.
     */
    enter(call: Call, place: Place, pin: string): Promise<boolean>
  }
  record: {
    /**
     * Kept before the caller hears it; once for a call and client. A second time changes nothing, and gives what the
     * caller was told the first time.
     */
    disclose(call: Call, disclosure: Disclosure, told: Told): Promise<Told>
    /** The only ground on which anything is said again or texted: what this call was told of this client. */
    told(call: Call, clientId: string): Promise<Told | undefined>
  }
  texts: {
    canReceive(number: string): Promise<boolean>
    /** Owes the caller this text from now on, unless the platform has refused it for good. Once a call. */
    promise(text: Text): Promise<'promised' | 'refused'>
  }
}
