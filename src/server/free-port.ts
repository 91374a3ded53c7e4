import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { codeOf } from '../errors/error-code.ts'

/** Outgoing connections take their ports from 32768 up (Linux) or from 49152 up: none of them is taken before its use. */
const PORTS = { from: 20_000, to: 32_000 }

/** A port of this machine that was free a moment ago; rejects when the host is no address of it. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const port = randomInt(PORTS.from, PORTS.to)
  const probe = createServer().listen(port, host)
  try {
    await once(probe, 'listening')
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') return freePort(host)
    throw error
  }
  await new Promise((resolve) => probe.close(resolve))
  return port
}
