import type { Database } from '../store/database.ts'
import { openDatabase } from '../store/open.ts'
import { whyUnusable } from '../store/why-unusable.ts'

/** Opens a database for as long as the work takes. */
export async function withDatabase<Result>(
  url: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(url)
  try {
    return await work(database)
  } catch (error) {
    // Of a host with two addresses that is gone meanwhile: an error of errors, with no message of its own.
    throw error instanceof AggregateError ? whyUnusable(url, error) : error
  } finally {
    await database.close()
  }
}
