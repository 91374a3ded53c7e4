import type { Queries } from '../../src/store/database.ts'
import { readRequests, type StoredRequest } from '../../src/store/requests.ts'

/** All requests on record, oldest first. */
export async function requestsOf(queries: Queries): Promise<StoredRequest[]> {
  const found: StoredRequest[] = []
  for await (const request of readRequests(queries, { since: 0, isAll: true })) found.push(request)
  return found
}
