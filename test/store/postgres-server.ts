import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../bench/embedded-postgres.ts'

/** Starts a real PostgreSQL for the tests of one file; undefined, said aloud, where the machine cannot run one. */
export async function startPostgresServer(): Promise<EmbeddedPostgres | undefined> {
  try {
    return await startEmbeddedPostgres()
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it ended at once'
    console.warn(`SKIPPED: no test ran on PostgreSQL, because it could not be started here: ${reason}`)
    return undefined
  }
}
