import type { Appointment, Client, Identification, NameContext } from '../call/services.ts'
import type { Heard } from '../hearing/heard.ts'
import { countClients, findClient, findNamesByPhone, findNextAppointment } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { openRecogniser, type RecogniserOptions } from './recogniser.ts'
import { UpcomingNames } from './upcoming-names.ts'

const MOST_HINTS = 100

/** What a call asks about who is on file. */
export type Directory = {
  /** Whom a name stands for, said in answer to the first question. */
  identify(heard: Heard, context: NameContext): Promise<Identification>
  /** Whom the letters of a last name stand for, said one by one. */
  identifySpelled(heard: Heard, context: NameContext): Promise<Identification>
  /** Whom the keys of the first four letters of a last name stand for. */
  identifyKeyed(digits: string, context: NameContext): Promise<Identification>
  find(clientId: string): Promise<Client | undefined>
  nextAppointment(clientId: string, now: Date): Promise<Appointment | undefined>
  /** For the recogniser: who calls from this number, then who comes next, each name once. */
  likelyNames(callingNumber: string, now: Date): Promise<string[]>
  count(): Promise<number>
  /** Reads the names on file into memory; until then only names written exactly so are found. */
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
    identifyKeyed: (keys, context) => recogniser.identifyKeyed(keys, context),
    refresh: () => recogniser.refresh(),
    close: () => recogniser.close(),
    find: (id) => findClient(queries, id),
    nextAppointment: (id, now) => findNextAppointment(queries, id, now.getTime()),
    async likelyNames(callingNumber, now) {
      const callers = await findNamesByPhone(queries, callingNumber, MOST_HINTS)
      const names = await upcoming.at(now.getTime())
      return [...new Set([...callers, ...names])].slice(0, MOST_HINTS)
    },
    count: () => countClients(queries),
  }
}
