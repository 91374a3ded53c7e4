import type { Target } from 'cxml-phone'
import { localUrlOf } from '../config/address.ts'
import { type Config, loadConfig } from '../config/config.ts'
import { ourLine } from '../development/target.ts'

export type Reached = { target: Target; close(): Promise<void> }

/** The server that is running at HOST:PORT, or one of our own for as long as the call lasts. */
export async function reachServer(warn: (text: string) => void): Promise<Reached> {
  const config = loadConfig()
  const isRunning = config.PORT !== 0 && (await isAlive(localUrlOf(config)))
  return isRunning ? { target: ourLine(config), close: async () => {} } : start(config, warn)
}

async function isAlive(origin: string): Promise<boolean> {
  try {
    const reply = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(2000) })
    return reply.ok
  } catch {
    return false
  }
}

/** On a port of its own, so that phones side by side do not meet. What it logs as an error is passed on. */
async function start(config: Config, warn: (text: string) => void): Promise<Reached> {
  const write = (entry: string) => {
    if (/"level":[56]0/.test(entry)) warn(entry)
  }
  // loaded only when needed: a call to another server needs no database
  const [{ openLog }, { startServer }] = await Promise.all([
    import('../logger.ts'),
    import('../server/start-server.ts'),
  ])
  const server = await startServer({ ...config, PORT: 0 }, { log: openLog({ write }) })
  return { target: ourLine(server.config), close: () => server.close() }
}
