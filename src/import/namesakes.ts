import type { NewClient } from '../store/client-versions.ts'
import { findNamesakes, type Namesake } from '../store/clients.ts'
import type { Database } from '../store/database.ts'
import type { ImportOptions } from './import-csv.ts'
import type { Staging } from './staging.ts'

/** Warns of each person who will bear the name of somebody on file, and whom the number does not tell from them. */
export async function warnOfNamesakes(
  database: Database,
  staging: Staging,
  { report, signal }: Pick<ImportOptions, 'report' | 'signal'>,
): Promise<void> {
  for await (const people of staging.clients()) {
    signal.throwIfAborted()
    const onFile = await namesakesOf(database, people)
    for (const person of people) {
      const others = onFile.get(person.nameKey) ?? []
      if (await areAlike(person, others, staging)) report.warn(whyAlike(await staging.lineOf(person.id)))
    }
  }
}

async function namesakesOf(database: Database, people: NewClient[]): Promise<Map<string, Namesake[]>> {
  const keys = people.map(({ nameKey }) => nameKey)
  const byName = new Map<string, Namesake[]>()
  for (const one of await findNamesakes(database, keys)) {
    byName.set(one.nameKey, [...(byName.get(one.nameKey) ?? []), one])
  }
  return byName
}

/** Whoever is in the file too is replaced by it, and compared there. */
async function areAlike(person: NewClient, others: Namesake[], staging: Staging): Promise<boolean> {
  const end = person.phone?.slice(-4)
  for (const { id, lastFour } of others) {
    const isToldApart = id === person.id || (end && lastFour && end !== lastFour)
    if (!isToldApart && (await staging.lineOf(id)) === undefined) return true
  }
  return false
}

function whyAlike(line: number | undefined): string {
  return `line ${line}: somebody of this name is on file, and the number there does not tell them apart`
}
