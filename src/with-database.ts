import type { Database } from './store/database.ts'
import { openDatabase } from './store/open.ts'

/** Opens a database for as long as the work takes. */
export async function withDatabase<Result>(
  url: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(url)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
