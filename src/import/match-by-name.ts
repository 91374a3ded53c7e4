import type { Database } from '../store/database.ts'
import type { ClientRow, Fault } from './client-row.ts'
import { findByName } from './namesakes.ts'

/** How a row without an id is matched with the people on file. */
export const matchings = ['name,phone', 'name'] as const
export type Matching = (typeof matchings)[number]

/** A name that more than one person has. */
const SEVERAL = Symbol()

/**
 * Gives rows without an id the id of the person who has their name, on file or else in an earlier row. Where several have it,
 * the row is a fault.
 */
export function createNameMatcher(
  database: Database,
): (rows: ClientRow[]) => Promise<{ rows: ClientRow[]; faults: Fault[] }> {
  const inFile = new Map<string, string | typeof SEVERAL>()
  return async (rows) => {
    const onFile = await findByName(database, rows)
    const matched: ClientRow[] = []
    const faults: Fault[] = []
    for (const row of rows) {
      const [person, another] = onFile.get(row.nameKey) ?? []
      const earlier = inFile.get(row.nameKey)
      if (row.isIdDerived && (another || (!person && earlier === SEVERAL))) {
        faults.push({
          line: row.line,
          column: 'name',
          cause: 'is the name of several people: give the row an id',
        })
        continue
      }
      const known = typeof earlier === 'string' ? earlier : undefined
      const id = row.isIdDerived ? (person?.id ?? known ?? row.id) : row.id
      inFile.set(row.nameKey, earlier === undefined || earlier === id ? id : SEVERAL)
      matched.push({ ...row, id })
    }
    return { rows: matched, faults }
  }
}
