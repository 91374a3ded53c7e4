import { pinSecretFault } from '../pins/pin-secret.ts'
import type { Queries } from '../store/database.ts'

/** The line cannot serve a call now; the message says why, and may be shown to anyone. */
export class NotReady extends Error {
  override name = 'NotReady'
}

/** Resolves when this server can serve a call: it keeps up, the database answers, and the PINs on file are its own. */
export async function checkReady(
  queries: Queries,
  pinSecret: string,
  isOverloaded: () => boolean,
): Promise<void> {
  if (isOverloaded()) throw new NotReady('overloaded')
  const fault = await pinSecretFault(queries, pinSecret).catch((error: unknown) => {
    throw new NotReady('the database does not answer', { cause: error })
  })
  if (fault) throw new NotReady(fault)
}
