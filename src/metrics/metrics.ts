import { collectDefaultMetrics, Registry } from 'prom-client'
import type { WriteProbe } from '../health/write-probe.ts'
import type { Messages } from '../signalwire/rest.ts'
import type { Database } from '../store/database.ts'
import { serveMetrics } from './listener.ts'
import { meterMessages } from './meter-messages.ts'
import { createStoredMetrics } from './stored-metrics.ts'
import { createWebhookMetrics } from './webhook-metrics.ts'

export type MetricsOptions = {
  host: string
  port: number
  database: Database
  /** Tells whether the database can be written to. */
  probe: Pick<WriteProbe, 'check'>
  now: () => number
}

/** Metrics for Prometheus. No label contains a name or a number. */
export type Metrics = {
  countWebhook: ReturnType<typeof createWebhookMetrics>
  meterMessages(messages: Messages): Messages
  url: string
  close(): Promise<void>
}

/**
 * Starts to serve metrics.
 * @throws when the port cannot be used
 */
export async function openMetrics({ host, port, database, probe, now }: MetricsOptions): Promise<Metrics> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 })
  const readStored = createStoredMetrics(registry, { database, probe, now })
  const countWebhook = createWebhookMetrics(registry)
  const render = async () => {
    await readStored()
    return registry.metrics()
  }
  const listener = await serveMetrics({ type: registry.contentType, render }, host, port)
  return { countWebhook, meterMessages: (messages) => meterMessages(registry, messages), ...listener }
}
