import type { Lookups } from '../directory/directory.ts'
import type { Language } from '../hearing/heard.ts'
import type { Place } from './place.ts'
import type { Sentences } from './sentences/sentences.ts'

export type Client = {
  id: string
  name: string
  language: Language | null
  /** Of the phone number on file. */
  lastFour: string | null
}

export type Appointment = {
  /** Epoch milliseconds. */
  at: number
  note: string | null
}

/** One call, as the platform names it: numbers are E.164, or whatever the network gave. */
export type Call = { sid: string; from: string; to: string }

/** That a caller was told what is on file, after the right PIN. */
export type Disclosure = { clientId: string; appointmentAt: number | null; toldAt: number }

/** What they were told, word for word: what is said again or texted, whatever has been imported since. */
export type Told = { name: string; lang: Language; sentences: string[]; hasAppointment: boolean }

/** How far a call has come. */
export type Reached = {
  /** The step that was answered last. */
  step: string
  outcome: string
  /** The question that is open, or null once the line has nothing more to ask. */
  asks: string | null
}

/** A text the caller said yes to; `consent` is the question they said it to. */
export type Text = { call: string; from: string; to: string; body: string; consent: string }

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
  directory: Lookups
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
