import { DatabaseUnusable, type Queries } from '../database.ts'
import { inWords } from '../why-unusable.ts'

const OLDEST = 14

/** Refuses a PostgreSQL that is too old. What only speaks its protocol (CockroachDB, YugabyteDB) counts differently. */
export async function checkPostgres(queries: Queries, url: string): Promise<void> {
  const row = await queries.get<{ version: string }>('SELECT version() AS version')
  const version = /^PostgreSQL (\d+)(?!.*-YB-)/.exec(row?.version ?? '')?.[1]
  if (version && Number(version) < OLDEST) {
    throw new DatabaseUnusable(
      `${inWords(url)} is on PostgreSQL ${version}, which is too old: frontdesk needs ${OLDEST} or later.`,
    )
  }
}
