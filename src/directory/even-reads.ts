import { findClientsByName } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'

/** As many reads as the longest way of finding a name takes: each list of people is at most ten names long. */
const MOST_READS = 36

/**
 * Does the same number of reads whatever the work finds, so that how long a look-up takes does not tell whether
 * somebody is on file.
 */
export async function readEvenly<Result>(
  queries: Queries,
  work: (queries: Queries) => Promise<Result>,
): Promise<Result> {
  let reads = 0
  const counted: Queries = {
    get(sql, ...values) {
      reads += 1
      return queries.get(sql, ...values)
    },
    all(sql, ...values) {
      reads += 1
      return queries.all(sql, ...values)
    },
    run: (sql, ...values) => queries.run(sql, ...values),
  }
  const result = await work(counted)
  const missing = Math.max(MOST_READS - reads, 0)
  await Promise.all(Array.from({ length: missing }, () => findClientsByName(queries, '', 1)))
  return result
}
