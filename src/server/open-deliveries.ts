import type { Logger } from 'pino'
import { type Config, officeServerOf } from '../config/config.ts'
import type { RequestDeliveries } from '../requests/deliveries.ts'
import type { Database } from '../store/database.ts'

/** Sends requests to the office's server, where it has one; only then is what that takes loaded. */
export async function openDeliveries(
  config: Config,
  parts: { database: Database; log: Logger; now: () => number },
): Promise<RequestDeliveries | undefined> {
  const server = officeServerOf(config)
  if (!server || !config.REQUESTS_SECRET) return undefined
  const { RequestDeliveries } = await import('../requests/deliveries.ts')
  return new RequestDeliveries({ ...parts, server, secret: config.REQUESTS_SECRET })
}
