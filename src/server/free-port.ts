import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port of this machine that was free a moment ago; rejects when the host is no address of it. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const probe = createServer().listen(0, host)
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
