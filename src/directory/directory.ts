import type { Line } from '../call/line.ts'
import { nameKey } from '../hearing/name-key.ts'
import {
  countClients,
  findAppointmentAt,
  findClient,
  findClientsByName,
  findNamesByPhone,
  findNextAppointment,
  findPinHash,
  findUpcomingNames,
} from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { hashPin, isRightPin } from './pin-hash.ts'

/** More people than this of one name are told apart by an operator. */
const MOST_OF_A_NAME = 100
const MOST_HINTS = 100

/** What a call asks about who is on file. */
export type Directory = Line['directory'] & {
  /** Does the same work for an id that nobody has. */
  checkPin(clientId: string, pin: string): Promise<boolean>
  count(): Promise<number>
}

/** The directory as the database has it at the moment of each question. */
export function createDirectory(queries: Queries, pinSecret: string): Directory {
  const nobody = hashPin('', pinSecret)
  return {
    findByName: (heard) => findClientsByName(queries, nameKey(heard.speech), MOST_OF_A_NAME),
    find: (id) => findClient(queries, id),
    nextAppointment: (id, now) => findNextAppointment(queries, id, now.getTime()),
    appointmentAt: (id, at) => findAppointmentAt(queries, id, at),
    likelyNames: (callingNumber, now) => likelyNames(queries, callingNumber, now.getTime()),
    count: () => countClients(queries),
    async checkPin(id, pin) {
      const stored = await findPinHash(queries, id)
      const isRight = isRightPin(pin, stored ?? nobody, pinSecret)
      return isRight && stored !== undefined
    },
  }
}

/** For the recogniser: who calls from this number, then who comes next, each name once. */
async function likelyNames(queries: Queries, callingNumber: string, now: number): Promise<string[]> {
  const callers = await findNamesByPhone(queries, callingNumber, MOST_HINTS)
  const upcoming = await findUpcomingNames(queries, now, MOST_HINTS)
  return [...new Set([...callers, ...upcoming])].slice(0, MOST_HINTS)
}
