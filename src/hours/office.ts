import type { Queries } from '../store/database.ts'
import { type OpeningHours, readHours } from '../store/hours.ts'
import { type OfficeState, officeStateAt } from './office-state.ts'

/** Whether the office is open, by the hours on file. */
export type Office = {
  /** Hours that have changed count after HOURS_AGE_MS at the latest. */
  stateAt(moment: Date): Promise<OfficeState>
  /** By the hours that were read last; does not need the database. */
  lastKnownStateAt(moment: Date): OfficeState
}

export type OfficeOptions = { queries: Queries; timeZone: string; now(): Date }

/** For so long hours that were read serve all calls of this server: a second is less than it takes to dial. */
export const HOURS_AGE_MS = 1_000
const MINUTE_MS = 60_000

/** Reads the hours, so that the state is known from now on. */
export async function openOffice({ queries, timeZone, now }: OfficeOptions): Promise<Office> {
  let hours = await readHours(queries)
  let readAt = now().getTime()
  const stateOf = createMemo(timeZone)
  return {
    async stateAt(moment) {
      const asked = now().getTime()
      if (Math.abs(asked - readAt) >= HOURS_AGE_MS) {
        hours = await readHours(queries)
        readAt = asked
      }
      return stateOf(hours, moment.getTime())
    },
    lastKnownStateAt: (moment) => stateOf(hours, moment.getTime()),
  }
}

/** The office opens and closes on whole minutes, so the state is worked out once a minute. */
function createMemo(timeZone: string) {
  let known: { hours: OpeningHours | undefined; minute: number; state: OfficeState } | undefined
  return (hours: OpeningHours | undefined, at: number): OfficeState => {
    const minute = Math.floor(at / MINUTE_MS)
    if (known?.minute !== minute || known.hours !== hours) {
      known = { hours, minute, state: officeStateAt(hours, timeZone, at) }
    }
    return known.state
  }
}
