import { type PinSettings, pinFault } from '../pins/pin-secret.ts'
import type { Queries } from '../store/database.ts'
import type { WriteProbe } from './write-probe.ts'

/** The line cannot serve a call now; the message says why, and may be shown to anyone. */
export class NotReady extends Error {
  override name = 'NotReady'
}

export type ReadinessParts = {
  queries: Queries
  probe: Pick<WriteProbe, 'check'>
  pins: PinSettings
  isOverloaded: () => boolean
}

/**
 * Resolves when this server can serve a call: it keeps up, the database can be read and written to, and the PINs on file
 * are its own.
 */
export async function checkReady({ queries, probe, pins, isOverloaded }: ReadinessParts): Promise<void> {
  if (isOverloaded()) throw new NotReady('overloaded')
  const fault = await pinFault(queries, pins).catch(because('the database does not answer'))
  if (fault) throw new NotReady(fault)
  await probe.check().catch(because('the database cannot be written to'))
}

function because(reason: string): (error: unknown) => never {
  return (error) => {
    throw new NotReady(reason, { cause: error })
  }
}
