import { nameKey } from '../hearing/name-key.ts'
import { hashPin } from '../pins/pin-hash.ts'
import { type PinSettings, pinFault } from '../pins/pin-secret.ts'
import { countClients, findClient, findNextAppointment } from '../store/clients.ts'
import type { Database, Queries } from '../store/database.ts'
import { parseTime } from '../time/parse-time.ts'
import { load, type People } from './load.ts'

export type SampleClient = { id: string; name: string; pin: string; phone: string; day: string }

/** The two people of the guide that this phone line follows. Their phone numbers are reserved for fiction. */
export const sampleClients: SampleClient[] = [
  { id: 'c1', name: 'Example Man', pin: '1995', phone: '+12025550101', day: '12-15' },
  { id: 'c2', name: 'Example Woman', pin: '1999', phone: '+12025550102', day: '12-20' },
]
const TIME = '14:00'
const TIMEOUT_MS = 2_000

export type SampleSettings = PinSettings & { timeZone: string }

/**
 * Loads the sample clients when nobody is on file, again when they are the only ones and PIN_SECRET has changed, and
 * with new appointments once theirs have passed. Several servers may do this at once. Gives up while an import is
 * running.
 */
export async function keepSampleClients(
  database: Database,
  settings: SampleSettings,
  now: number,
): Promise<void> {
  const { pinSecret, pinLength } = settings
  const due = await dueSamples(database, settings, now)
  if (due.length === 0) return
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const loading = load(database, toPeople(due, settings, now), {
    pinSecret,
    pinLength,
    isReplacing: (await pinFault(database, settings)) !== undefined,
    isNeeded: async (queries) => (await dueSamples(queries, settings, now)).length === due.length,
    signal,
  })
  await loading.catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}

/** The ids of the sample clients who are on file. */
export async function samplesOnFile(queries: Queries): Promise<string[]> {
  const found: string[] = []
  for (const sample of sampleClients) if (await isOnFile(queries, sample)) found.push(sample.id)
  return found
}

/** A sample client's PIN: a year, padded with zeros to PIN_LENGTH. */
export function samplePin(client: SampleClient, pinLength: number): string {
  return client.pin.padEnd(pinLength, '0')
}

async function dueSamples(queries: Queries, settings: PinSettings, now: number): Promise<SampleClient[]> {
  const count = await countClients(queries)
  if (count === 0) return sampleClients
  const kept: SampleClient[] = []
  for (const sample of sampleClients) if (await isOnFile(queries, sample)) kept.push(sample)
  if (await pinFault(queries, settings)) return kept.length === count ? kept : []
  const due: SampleClient[] = []
  for (const sample of kept) if (!(await findNextAppointment(queries, sample.id, now))) due.push(sample)
  return due
}

/** Whether the id still belongs to the sample client: an import may have given it to somebody else. */
async function isOnFile(queries: Queries, { id, name, phone }: SampleClient): Promise<boolean> {
  const client = await findClient(queries, id)
  return client?.name === name && client.lastFour === phone.slice(-4)
}

function toPeople(samples: SampleClient[], settings: SampleSettings, now: number): People {
  const { pinSecret, pinLength, timeZone } = settings
  return {
    async *clients() {
      yield samples.map((sample) => ({
        id: sample.id,
        name: sample.name,
        nameKey: nameKey(sample.name),
        pinHash: hashPin(samplePin(sample, pinLength), pinSecret),
        phone: sample.phone,
        language: null,
        message: null,
        spokenName: null,
      }))
    },
    async *appointments() {
      yield samples.map(({ id, day }) => ({ clientId: id, at: nextTime(day, timeZone, now), note: '' }))
    },
  }
}

/** The next appointment on a day of the year such as `12-15`. */
function nextTime(day: string, timeZone: string, now: number): number {
  for (let year = new Date(now).getUTCFullYear(); ; year++) {
    const time = parseTime(`${year}-${day}T${TIME}`, timeZone)
    if ('at' in time && time.at > now) return time.at
  }
}
