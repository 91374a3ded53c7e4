import type { Logger } from 'pino'
import { publicUrlOf } from './config/address.ts'
import { loadConfig } from './config/config.ts'
import { welcome } from './development/welcome.ts'
import { ConfigError } from './errors/config-error.ts'
import { openLog } from './logger.ts'
import type { Server } from './server/server.ts'
import { startServer } from './server/start-server.ts'

/** Starts the line, says how to reach it, and stops it on a signal. */
async function main() {
  const config = loadConfig()
  const log = openLog()
  const server = await startServer(config, { log })
  // Before it is announced: whoever hears that it runs may stop it at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void stop(server, log))
  }
  if (config.development) console.log(welcome(server.config))
  else log.info({ voiceUrl: `${publicUrlOf(config)}/voice` }, 'frontdesk answers calls')
  if (server.metricsUrl) log.info({ url: server.metricsUrl }, 'metrics are served')
}

/** Ends the process; with 1 when something could not be closed. */
async function stop(server: Server, log: Logger): Promise<never> {
  try {
    await server.close()
    process.exit(0)
  } catch (error) {
    log.error({ err: error }, 'frontdesk could not close what it had open')
    process.exit(1)
  }
}

main().catch((error: unknown) => {
  const lines = error instanceof Error ? error.message : 'frontdesk could not start.'
  console.error(
    error instanceof ConfigError ? `frontdesk cannot start:\n${lines.replace(/^/gm, '  ')}` : lines,
  )
  process.exit(1)
})
