import { fingerprint } from '../pins/pin-hash.ts'
import { type PinSettings, pinFault } from '../pins/pin-secret.ts'
import {
  analyseClients,
  discardSome,
  endClients,
  insertAppointments,
  insertClients,
  type NewAppointment,
  type NewClient,
  sweepSome,
} from '../store/client-versions.ts'
import type { Database, Queries } from '../store/database.ts'
import { type DirectoryRow, publishGeneration } from '../store/directory-row.ts'
import { type Lease, waitForLease } from '../store/lease.ts'

/** Those who are to be written, in chunks of a few hundred; each chunk is one short transaction. */
export type People = {
  clients(): AsyncIterable<NewClient[]>
  appointments(): AsyncIterable<NewAppointment[]>
  /** The ids of those who are to be removed. */
  leaving?(): AsyncIterable<string[]>
}

export type LoadOptions = PinSettings & {
  /** Nobody stays whose PIN is keyed with another secret. */
  isReplacing: boolean
  /** Asked once the lease is held: another load may have made this one unnecessary. */
  isNeeded?: (queries: Queries) => Promise<boolean>
  signal: AbortSignal
  onWait?: () => void
  onProgress?: (rows: number) => void
}

/**
 * Puts people on file atomically: calls see all of them or none. Their versions are first written where no call sees
 * them, so that calls are never blocked; publishing them changes one row.
 * @returns false when it was not needed any more
 */
export async function load(database: Database, people: People, options: LoadOptions): Promise<boolean> {
  const { lease, row } = await waitForLease(database, options.signal, options.onWait)
  try {
    await untilDone(() => lease.change(discardSome))
    if (options.isNeeded && !(await options.isNeeded(database))) return false
    await refuseOtherPins(database, options)
    const next = await write(lease, row, people, options)
    await analyseClients(database)
    await lease.change((queries) => publishGeneration(queries, next), true)
    await untilDone(() => lease.change(sweepSome))
    return true
  } catch (error) {
    // What cannot be undone now, because the database is gone, the next import undoes.
    await untilDone(() => lease.change(discardSome)).catch(() => {})
    throw error
  } finally {
    await lease.release().catch(() => {})
  }
}

async function refuseOtherPins(queries: Queries, options: LoadOptions): Promise<void> {
  const fault = options.isReplacing ? undefined : await pinFault(queries, options)
  if (fault) throw new Error(fault)
}

/** Writes the next generation and returns its directory row. */
async function write(
  lease: Lease,
  row: DirectoryRow,
  people: People,
  options: LoadOptions,
): Promise<DirectoryRow> {
  const generation = row.generation + 1
  const isFirst = row.clientCount === 0
  let { clientCount } = row
  for await (const clients of people.clients()) {
    options.signal.throwIfAborted()
    const ended = await lease.change((queries) => writeClients(queries, generation, clients, isFirst))
    clientCount += clients.length - ended
    options.onProgress?.(clients.length)
  }
  for await (const appointments of people.appointments()) {
    options.signal.throwIfAborted()
    await lease.change((queries) => insertAppointments(queries, generation, appointments))
    options.onProgress?.(appointments.length)
  }
  for await (const ids of people.leaving?.() ?? []) {
    options.signal.throwIfAborted()
    clientCount -= await lease.change((queries) => endClients(queries, generation, ids))
  }
  return { generation, clientCount, pinKey: fingerprint(options.pinSecret), pinLength: options.pinLength }
}

async function writeClients(
  queries: Queries,
  generation: number,
  clients: NewClient[],
  isFirst: boolean,
): Promise<number> {
  const ids = isFirst ? [] : clients.map((client) => client.id)
  const ended = await endClients(queries, generation, ids)
  await insertClients(queries, generation, clients)
  return ended
}

async function untilDone(step: () => Promise<number>): Promise<void> {
  while ((await step()) > 0) {}
}
