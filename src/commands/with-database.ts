import type { Database } from '../store/database.ts'
import { openDatabase } from '../store/open.ts'
import { whyUnusable } from '../store/why-unusable.ts'

/** Opens a database, and closes it when the work is done. */
export async function withDatabase<Result>(
  url: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(url)
  try {
    return await work(database)
  } catch (error) {
    // A host with two addresses that becomes unreachable gives an AggregateError, which has no message.
    throw error instanceof AggregateError ? whyUnusable(url, error) : error
  } finally {
    await database.close()
  }
}
