import type { Heard } from '../hearing/heard.ts'
import {
  type Client,
  countClients,
  findCallers,
  findClient,
  findWithAppointment,
  type OnFileFor,
} from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import type { Identification, KeyedIdentification, KeyedName, NameContext } from './identification.ts'
import { openRecogniser, type RecogniserOptions } from './recogniser.ts'
import { UpcomingNames } from './upcoming-names.ts'

const MOST_HINTS = 100

/** What a call asks about the people on file. */
export type Lookups = {
  /** Finds who is meant by a name as it was heard. */
  identify(heard: Heard, context: NameContext): Promise<Identification>
  /** Finds who is meant by a last name spelled letter by letter. */
  identifySpelled(heard: Heard, context: NameContext): Promise<Identification>
  /** Finds whose names begin with the letters on these telephone keys. */
  identifyKeyed(keyed: KeyedName): Promise<KeyedIdentification>
  /** Finds those of several whose number on file ends so: more than one where nothing tells them apart. */
  findKeyed(keyed: KeyedName, lastFour: string): Promise<Client[]>
  find(clientId: string): Promise<Client | undefined>
  findWithAppointment(clientId: string, now: Date): Promise<OnFileFor | undefined>
  /** The names to hint to the platform's recogniser. */
  likelyNames(callingNumber: string, now: Date): Promise<string[]>
}

export type Directory = Lookups & {
  count(): Promise<number>
  /** The keys of names of which this is the family or the given name. For the office: a caller has to say both. */
  keysWithHalf(word: string, most: number): Promise<string[]>
  /** Reads the names on file into memory. Before the first time only exact names are found. */
  refresh(): Promise<void>
  close(): void
}

/** The directory as the database has it at the moment of each question. */
export function createDirectory(queries: Queries, options: RecogniserOptions = {}): Directory {
  const recogniser = openRecogniser(queries, options)
  const upcoming = new UpcomingNames(queries, MOST_HINTS)
  return {
    identify: (heard, context) => recogniser.identify(heard, context),
    identifySpelled: (heard, context) => recogniser.identifySpelled(heard, context),
    identifyKeyed: (keyed) => recogniser.identifyKeyed(keyed),
    findKeyed: (keyed, lastFour) => recogniser.findKeyed(keyed, lastFour),
    refresh: () => recogniser.refresh(),
    close: () => recogniser.close(),
    find: (id) => findClient(queries, id),
    findWithAppointment: (id, now) => findWithAppointment(queries, id, now.getTime()),
    /** For the recogniser: who calls from this number, then who comes next, each name once. */
    async likelyNames(callingNumber, now) {
      const callers = await findCallers(queries, callingNumber, MOST_HINTS)
      const names = await upcoming.at(now.getTime(), callers.generation)
      return [...new Set([...callers.names, ...names])].slice(0, MOST_HINTS)
    },
    count: () => countClients(queries),
    keysWithHalf: (word, most) => recogniser.keysWithHalf(word, most),
  }
}
