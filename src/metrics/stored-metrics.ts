import { Gauge, type Registry } from 'prom-client'
import type { WriteProbe } from '../health/write-probe.ts'
import type { Database } from '../store/database.ts'
import { requestKinds } from '../store/disclosures.ts'
import { countLocked } from '../store/failed-attempts.ts'
import { countDeliveries } from '../store/request-deliveries.ts'
import { countOpenRequests } from '../store/requests.ts'
import { countSettled, countWaiting } from '../store/texts.ts'

type StoredParts = {
  database: Database
  probe: Pick<WriteProbe, 'check'>
  now: () => number
  /** A clock that never goes back. */
  elapsedMs?: () => number
}

/** Counting a million texts takes a while, so the outcome holds this long however often it is scraped. */
const SETTLED_HOLD_MS = 60_000

/**
 * Gauges of what the database holds; returns the function that updates them. All servers on one database export the
 * same values: take the maximum. While the database cannot be read they are missing. `frontdesk_database_up` is 0 then,
 * and while it cannot be written to.
 */
export function createStoredMetrics(registry: Registry, parts: StoredParts) {
  const gauges = createGauges(registry)
  const { texts, oldest, requests, oldestRequest, deliveries, oldestDelivery, locked, up } = gauges
  const readSettled = holdSettled(parts)
  return async () => {
    const isWritable = parts.probe.check().then(
      () => true,
      () => false,
    )
    try {
      await readStored(gauges, parts, readSettled)
      up.set((await isWritable) ? 1 : 0)
    } catch {
      texts.reset()
      locked.reset()
      oldest.remove()
      requests.reset()
      oldestRequest.remove()
      deliveries.reset()
      oldestDelivery.remove()
      up.set(0)
    }
  }
}

async function readStored(
  gauges: Gauges,
  { database, now }: StoredParts,
  readSettled: () => Promise<Settled>,
): Promise<void> {
  const { texts, oldest, requests, oldestRequest, deliveries, oldestDelivery, locked } = gauges
  const waiting = await countWaiting(database)
  // Zero is exported too: an alert on a rise needs to see where it began.
  const { accepted, dead } = await readSettled()
  const records = await countLocked(database, 'client', now())
  const numbers = await countLocked(database, 'number', now())
  const withheld = await countLocked(database, 'withheld', now())
  const open = await countOpenRequests(database)
  for (const kind of requestKinds) requests.set({ kind }, open.find((one) => one.kind === kind)?.count ?? 0)
  const since = Math.min(...open.map((one) => one.oldest))
  oldestRequest.set(open.length === 0 ? 0 : (now() - since) / 1000)
  const sent = await countDeliveries(database)
  deliveries.set({ state: 'waiting' }, sent.waiting)
  deliveries.set({ state: 'failed' }, sent.failed)
  oldestDelivery.set(sent.oldest === null ? 0 : (now() - sent.oldest) / 1000)
  texts.set({ state: 'waiting' }, waiting.count)
  texts.set({ state: 'accepted' }, accepted)
  texts.set({ state: 'dead' }, dead)
  locked.set({ what: 'record' }, records)
  locked.set({ what: 'number' }, numbers)
  locked.set({ what: 'withheld' }, withheld)
  oldest.set(waiting.oldest === null ? 0 : (now() - waiting.oldest) / 1000)
}

type Settled = Awaited<ReturnType<typeof countSettled>>

/** Counts the settled texts, at most once a minute. */
function holdSettled({ database, elapsedMs = () => performance.now() }: StoredParts): () => Promise<Settled> {
  let held: { counts: Settled; until: number } | undefined
  return async () => {
    if (!held || elapsedMs() >= held.until) {
      held = { counts: await countSettled(database), until: elapsedMs() + SETTLED_HOLD_MS }
    }
    return held.counts
  }
}

type Gauges = ReturnType<typeof createGauges>

function createGauges(registry: Registry) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  return {
    texts: gauge('frontdesk_texts', 'Promised texts on record: waiting, accepted by the platform, dead.', [
      'state',
    ]),
    oldest: gauge(
      'frontdesk_oldest_waiting_text_seconds',
      'Age of the oldest text that waits; 0 without one.',
    ),
    requests: gauge('frontdesk_open_requests', 'What callers asked for, and nobody has dealt with yet.', [
      'kind',
    ]),
    oldestRequest: gauge(
      'frontdesk_oldest_open_request_seconds',
      'Age of the oldest open request; 0 without one.',
    ),
    deliveries: gauge('frontdesk_request_deliveries', 'Requests for REQUESTS_URL: waiting, failed.', [
      'state',
    ]),
    oldestDelivery: gauge(
      'frontdesk_oldest_waiting_request_seconds',
      'Age of the oldest request that waits to be delivered; 0 without one.',
    ),
    locked: gauge('frontdesk_locked', 'Records, and calling numbers, for which no PIN is right now.', [
      'what',
    ]),
    up: gauge('frontdesk_database_up', 'Whether the database could be read, and written to, just now.'),
  }
}
