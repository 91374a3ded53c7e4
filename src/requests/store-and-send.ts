import type { Database, Queries } from '../store/database.ts'
import { queueDelivery } from '../store/request-deliveries.ts'
import type { RequestDeliveries } from './deliveries.ts'

type Parts = {
  database: Database
  /** Undefined where the office has no server for requests. */
  deliveries: Pick<RequestDeliveries, 'wake'> | undefined
}

/**
 * Runs a durable transaction that may store the request of this id: the person who asked is told that the office has it. Where the
 * office has a server, a stored request is sent there.
 */
export async function storeAndSend<Result>(
  { database, deliveries }: Parts,
  requestId: string,
  store: (queries: Queries) => Promise<Result>,
  limit: { timeoutMs?: number } = {},
): Promise<Result> {
  const work = async (queries: Queries) => {
    const stored = await store(queries)
    if (deliveries) await queueDelivery(queries, requestId)
    return stored
  }
  const stored = await database.transaction(work, { durable: true, ...limit })
  deliveries?.wake()
  return stored
}
