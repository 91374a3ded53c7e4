import type { NewClient } from '../store/client-versions.ts'
import { findNamesakes, type Namesake } from '../store/clients.ts'
import type { Database } from '../store/database.ts'
import type { ImportReport } from './import-report.ts'
import type { Staging } from './staging.ts'

/** Line numbers shown in one warning. */
const MOST_LINES = 10

type Warnings = { report: Pick<ImportReport, 'warn'>; signal: AbortSignal }

/** Warns of clients in the file who have the same name and whose phone numbers do not tell them apart. */
export async function warnInFile(staging: Staging, { report }: Warnings): Promise<void> {
  for (const lines of await staging.findAlike()) {
    const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : ''
    const shown = lines.slice(0, MOST_LINES).join(', ')
    report.warn(`lines ${shown}${more}: the same name, and the phone numbers do not tell them all apart`)
  }
}

/** Warns of clients in the file whom their phone number does not tell apart from a client of the same name on file. */
export async function warnOnFile(
  database: Database,
  staging: Staging,
  { report, signal }: Warnings,
): Promise<void> {
  for await (const clients of staging.clients()) {
    signal.throwIfAborted()
    const onFile = await findByName(database, clients)
    for (const client of clients) {
      if (!(await isAlike(client, onFile.get(client.nameKey) ?? [], staging))) continue
      const line = await staging.lineOf(client.id)
      report.warn(
        `line ${line}: a client on file has the same name, and the phone numbers do not tell them apart`,
      )
    }
  }
}

async function findByName(database: Database, clients: NewClient[]): Promise<Map<string, Namesake[]>> {
  const keys = clients.map(({ nameKey }) => nameKey)
  const byName = new Map<string, Namesake[]>()
  for (const one of await findNamesakes(database, keys)) {
    byName.set(one.nameKey, [...(byName.get(one.nameKey) ?? []), one])
  }
  return byName
}

/** A client on file who is also in the file does not count: the import replaces them. */
async function isAlike(client: NewClient, others: Namesake[], staging: Staging): Promise<boolean> {
  const end = client.phone?.slice(-4)
  for (const { id, lastFour } of others) {
    const isToldApart = id === client.id || (end && lastFour && end !== lastFour)
    if (!isToldApart && (await staging.lineOf(id)) === undefined) return true
  }
  return false
}
