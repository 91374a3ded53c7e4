import type { Lookups } from '../directory/directory.ts'
import type { Language } from '../hearing/heard.ts'
import type { Pins } from '../pins/pins.ts'
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

/** A text the caller said yes to; `consent` is the question they said it to. */
export type Text = { call: string; from: string; to: string; body: string; consent: string }

/** What the conversation may use. */
export interface Services {
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
  pins: Pins
  disclosures: {
    /**
     * Recorded before the caller hears it, once for a call and client. A second time changes nothing, and returns what
     * the caller was told the first time.
     */
    record(call: Call, disclosure: Disclosure, told: Told): Promise<Told>
    /** What this call was told of this client: the only ground on which anything is said again or texted. */
    find(call: Call, clientId: string): Promise<Told | undefined>
  }
  texts: {
    canReceive(number: string): Promise<boolean>
    /** Promises the caller this text, once a call, unless the platform has refused it for good. */
    promise(text: Text): Promise<'promised' | 'refused'>
  }
}
