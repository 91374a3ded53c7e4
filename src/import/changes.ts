import { createHash } from 'node:crypto'
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
  /** A digest of those who are removed, where they are so many that it may be a mistake. */
  largeRemoval?: string | undefined
}

/** Removing a larger share of the people on file wants a confirmation. */
const MOST_REMOVED = 0.2

/** Compares a file that has been checked with the people on file, and marks who has changed. */
export async function compareWithFile(
  database: Database,
  staging: Staging,
  { isReplacing, signal }: { isReplacing: boolean; signal: AbortSignal },
): Promise<Changes> {
  const kept = { added: 0, changed: 0, unchanged: 0 }
  const samples = new Set(await samplesOnFile(database))
  const leaving = new Set(samples)
  await staging.forgetChanged()
  for await (const people of staging.people()) {
    signal.throwIfAborted()
    const onFile = await findOnFile(
      database,
      people.map(({ id }) => id),
    )
    const changed: string[] = []
    for (const person of people) {
      const kind = kindOf(person, onFile.get(person.id))
      kept[kind]++
      if (kind !== 'unchanged') changed.push(person.id)
      leaving.delete(person.id)
    }
    await staging.markChanged(changed)
  }
  const total = await countClients(database)
  const removed = isReplacing ? Math.max(0, total - kept.changed - kept.unchanged) : 0
  // The sample people don't count: a first import removes them.
  const lost = isReplacing ? removed - leaving.size : 0
  const isLarge = lost > (total - samples.size) * MOST_REMOVED
  return { ...kept, removed, ...(isLarge && { largeRemoval: await digestOf(staging.leaving(database)) }) }
}

async function digestOf(pages: AsyncIterable<string[]>): Promise<string> {
  const hash = createHash('sha256')
  // No id has a line break.
  for await (const ids of pages) for (const id of ids) hash.update(`${id}\n`)
  return hash.digest('base64url')
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
