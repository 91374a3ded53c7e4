import { type ClientOnFile, countClients, findOnFile } from '../store/clients.ts'
import type { Database } from '../store/database.ts'
import { samplesOnFile } from './sample-clients.ts'
import type { Staging } from './staging.ts'

/** What an import does to the people on file. */
export type Changes = {
  added: number
  changed: number
  unchanged: number
  removed: number
  /** Whether so many are removed that it may be a mistake. */
  removesMany: boolean
}

/** Removing a larger share of the people on file wants a confirmation. */
const MOST_REMOVED = 0.2

/** Compares a file that has been checked with the people on file. */
export async function compareWithFile(
  database: Database,
  staging: Staging,
  { isReplacing, signal }: { isReplacing: boolean; signal: AbortSignal },
): Promise<Changes> {
  const kept = { added: 0, changed: 0, unchanged: 0 }
  const samples = new Set(await samplesOnFile(database))
  const leaving = new Set(samples)
  for await (const people of staging.people()) {
    signal.throwIfAborted()
    const onFile = await findOnFile(
      database,
      people.map(({ id }) => id),
    )
    for (const person of people) {
      kept[kindOf(person, onFile.get(person.id))]++
      leaving.delete(person.id)
    }
  }
  const total = await countClients(database)
  const removed = isReplacing ? Math.max(0, total - kept.changed - kept.unchanged) : 0
  // The sample people don't count: a first import removes them.
  const lost = isReplacing ? removed - leaving.size : 0
  return { ...kept, removed, removesMany: lost > (total - samples.size) * MOST_REMOVED }
}

function kindOf(person: ClientOnFile, onFile: ClientOnFile | undefined): 'added' | 'changed' | 'unchanged' {
  if (!onFile) return 'added'
  return fingerprintOf(person) === fingerprintOf(onFile) ? 'unchanged' : 'changed'
}

function fingerprintOf(client: ClientOnFile): string {
  const { name, pinHash, phone, language, message, spokenName } = client
  const appointments = client.appointments.map(({ at, note }) => [at, note])
  return JSON.stringify([name, pinHash, phone, language, message, spokenName, appointments])
}
