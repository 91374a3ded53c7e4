import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import type { Workspace } from './workspace.ts'

/** Starts a real PostgreSQL; undefined, said aloud, where the machine cannot run one. */
export async function startPostgres(space: Workspace): Promise<EmbeddedPostgres | undefined> {
  try {
    const postgres = await startEmbeddedPostgres()
    space.atEnd(postgres.remove)
    return postgres
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it ended at once'
    console.warn(`PostgreSQL is left out, because it could not be started here: ${reason}`)
    return undefined
  }
}
