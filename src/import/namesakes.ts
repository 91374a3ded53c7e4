import type { NewClient } from '../store/client-versions.ts'
import { findNamesakes, type Namesake } from '../store/clients.ts'
import type { Database } from '../store/database.ts'
import { deriveId } from './client-row.ts'
import type { ImportReport } from './import-report.ts'
import type { Staging } from './staging.ts'

/** Line numbers shown in one warning. */
const MOST_LINES = 10

type Warnings = { report: Pick<ImportReport, 'warn'>; signal: AbortSignal }

const NOT_TOLD_APART = 'a client on file has the same name, and the phone numbers do not tell them apart'
const PHONE_CHANGED =
  'a client on file has the same name with another phone number, and is taken for somebody else; see --match'

/** Warns of clients in the file who have the same name and whose phone numbers do not tell them apart. */
export async function warnInFile(staging: Staging, { report }: Warnings): Promise<void> {
  for (const lines of await staging.findAlike()) {
    const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : ''
    const shown = lines.slice(0, MOST_LINES).join(', ')
    report.warn(`lines ${shown}${more}: the same name, and the phone numbers do not tell them all apart`)
  }
}

/**
 * Warns of clients in the file whom their phone number does not tell apart from a client of the same name on file, and of those
 * who may be such a client with a new number.
 */
export async function warnOnFile(
  database: Database,
  staging: Staging,
  { report, signal, isReplacing }: Warnings & { isReplacing: boolean },
): Promise<void> {
  for await (const clients of staging.everybody()) {
    signal.throwIfAborted()
    const onFile = await findByName(database, clients)
    for (const client of clients) {
      const others = await othersOf(client, onFile.get(client.nameKey) ?? [], staging)
      // Where everybody else is removed, nobody has to be told apart from them.
      const isUnclear = !isReplacing && others.some((other) => !isToldApart(client, other))
      const isRenumbered = others.length > 0 && isNew(client, onFile.get(client.nameKey))
      if (!isUnclear && !isRenumbered) continue
      report.warn(`line ${await staging.lineOf(client.id)}: ${isUnclear ? NOT_TOLD_APART : PHONE_CHANGED}`)
    }
  }
}

/** Those on file who have these names. */
export async function findByName(
  database: Database,
  clients: { nameKey: string }[],
): Promise<Map<string, Namesake[]>> {
  const keys = clients.map(({ nameKey }) => nameKey)
  const byName = new Map<string, Namesake[]>()
  for (const one of await findNamesakes(database, keys)) {
    byName.set(one.nameKey, [...(byName.get(one.nameKey) ?? []), one])
  }
  return byName
}

/** Those of the same name whom the file does not have: the others are replaced. */
async function othersOf(client: NewClient, namesakes: Namesake[], staging: Staging): Promise<Namesake[]> {
  const others: Namesake[] = []
  for (const one of namesakes)
    if (one.id !== client.id && (await staging.lineOf(one.id)) === undefined) others.push(one)
  return others
}

function isToldApart(client: NewClient, { lastFour }: Namesake): boolean {
  const end = client.phone?.slice(-4)
  return Boolean(end && lastFour && end !== lastFour)
}

/** Whether a client without an id of their own is not on file with this number. */
function isNew({ id, nameKey, phone }: NewClient, namesakes: Namesake[] = []): boolean {
  return id === deriveId(nameKey, phone) && namesakes.every((one) => one.id !== id)
}
