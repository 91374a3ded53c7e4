import { isRightFor } from '../../src/pins/pins.ts'
import { storedPin } from '../../src/store/clients.ts'
import type { Queries } from '../../src/store/database.ts'
import { read } from '../../src/store/read.ts'

/** Whether a client on file has this PIN. */
export async function comparePin(
  queries: Queries,
  secret: string,
  clientId: string,
  pin: string,
): Promise<boolean> {
  return isRightFor(await read(queries, storedPin(clientId)), pin, secret)
}
