import type { Lookups } from '../directory/directory.ts'
import type { Language } from '../hearing/heard.ts'
import type { Office } from '../hours/office.ts'
import type { Pins } from '../pins/pins.ts'
import type { DisclosedWords, RequestKind } from '../store/disclosures.ts'
import type { Read } from '../store/read.ts'
import type { NewRequest } from '../store/requests.ts'
import type { PromiseAnswer, TextOffer, TextPromise } from '../store/texts.ts'
import type { Sentences } from './sentences/sentences.ts'

/** One call, as the platform names it: numbers are E.164, or whatever the network gave. */
export type Call = { sid: string; from: string; to: string }

/** What the conversation may use. */
export interface Services {
  settings: {
    /** Whether being on file is a secret: then unknown names are asked for a PIN as well, and no name on file is spoken. */
    discreet: boolean
    pinLength: number
    timeZone: string
    /** The first one greets. */
    languages: [Language, ...Language[]]
    operatorNumber: string | undefined
    /** What the greeting calls the office; without it callers are not greeted. */
    officeName: string | undefined
    /** Whether callers are asked to confirm or cancel, and offered a call back. */
    takesRequests: boolean
  }
  now(): Date
  /** Reads one thing by itself. */
  read<Result>(one: Read<Result>): Promise<Result>
  sentences(lang: Language): Sentences
  office: Office
  /** Whether the data of a feed are so old that callers are told to check with the office. */
  areDataOld(): boolean
  directory: Lookups
  pins: Pins
  disclosures: {
    /** What this call was told of this client: the only ground on which anything is said again or texted. */
    find(call: Call, clientId: string): Promise<DisclosedWords | undefined>
  }
  /** Keeps a name that led nowhere, for the office; undefined where nothing is kept. Nobody waits for it. */
  misheard: { note(call: Call, tries: number, speech: string): void } | undefined
  requests: {
    /** The appointment that this call was told of the client; undefined where there is none, or the client was erased. */
    toldAppointment(call: Call, clientId: string): Promise<number | undefined>
    /**
     * Passes a request on to the office, once a call and step. Returns the kind that counts, which is that of the first
     * time; undefined when it is about a client of whom this call was told nothing.
     */
    record(request: Omit<NewRequest, 'id' | 'at'>): Promise<RequestKind | undefined>
  }
  texts: {
    /** Whether the caller can be sent a text, as far as is known before it is tried. */
    isOffered(offer: TextOffer, isWithinLimits?: boolean): Promise<boolean>
    /** Whether the limits leave room for it, and the number is not known to take no texts. */
    mayBeTexted(offer: TextOffer): Read<boolean>
    /** Promises the caller this text, once a call, unless the platform has refused it for good. */
    promise(text: TextPromise): Promise<PromiseAnswer>
  }
}
