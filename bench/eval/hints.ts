import { createDirectory } from '../../src/directory/directory.ts'
import { CommandError } from '../../src/errors/command-error.ts'
import type { Database } from '../../src/store/database.ts'
import { read } from '../../src/store/read.ts'
import { type ClientsFile, withClients } from './with-clients.ts'

/**
 * A model of who calls: people call about their next appointment, on average three days before it, more likely the sooner
 * it is. Six in ten call from their number on file, the others from one that is not on file.
 */
const MEAN_DAYS_AHEAD = 3
const SHARE_FROM_OWN_NUMBER = 0.6

const CALLS = 2_000
const DAY_MS = 86_400_000

type Appointment = { name: string; phone: string | null; at: number }

/** Measures in how many calls the caller's name is among the hints for the recogniser. */
export function evaluateHints(file: ClientsFile, isJson: boolean): Promise<string> {
  return withClients(file, async (database) => {
    const appointments = await readAppointments(database)
    const own = await countHinted(database, appointments, true)
    const other = await countHinted(database, appointments, false)
    const all = SHARE_FROM_OWN_NUMBER * own + (1 - SHARE_FROM_OWN_NUMBER) * other
    const shares = { hinted: percent(all), from_own_number: percent(own), from_another: percent(other) }
    if (isJson) return JSON.stringify({ calls: CALLS, ...shares })
    return `The caller's name was among the hints in ${shares.hinted} % of the calls: in ${shares.from_own_number} % of those from the number on file, in ${shares.from_another} % of the others.`
  })
}

async function readAppointments(database: Database): Promise<Appointment[]> {
  const appointments = await database.all<Appointment>(
    `SELECT c.name, c.phone, a.at FROM appointments a JOIN clients c ON c.id = a.client_id AND c.since = a.since
     ORDER BY a.at`,
  )
  if (appointments.length === 0) throw new CommandError('No client in the file has an appointment.')
  return appointments
}

async function countHinted(database: Database, appointments: Appointment[], isOwn: boolean): Promise<number> {
  const directory = createDirectory(database)
  let hinted = 0
  for (let call = 0; call < CALLS; call++) {
    const appointment = appointments[Math.floor(((call + 0.5) / CALLS) * appointments.length)]
    if (!appointment) continue
    const now = new Date(appointment.at - daysAhead(call) * DAY_MS)
    const callers = await read(database, directory.callers((isOwn && appointment.phone) || ''))
    const hints = await directory.likelyNames(callers, now)
    if (hints.includes(appointment.name)) hinted++
  }
  directory.close()
  return hinted / CALLS
}

/** Exponentially distributed, and the same in every measurement. */
function daysAhead(call: number): number {
  const spread = (call * 0.618_033_988_75) % 1
  return -MEAN_DAYS_AHEAD * Math.log(1 - spread)
}

function percent(share: number): number {
  return Number((100 * share).toFixed(1))
}
