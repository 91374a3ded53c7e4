import type { Logger } from 'pino'
import { publicUrlOf } from './config/address.ts'
import { type Config, loadConfig } from './config/config.ts'
import { warningsOf } from './config/warnings.ts'
import { ConfigError } from './errors/config-error.ts'
import { openLog } from './logger.ts'
import type { Server } from './server/server.ts'
import { startServer } from './server/start-server.ts'

/** Starts the line, says how to reach it, and stops it on a signal. */
async function main() {
  const config = loadConfig()
  const log = openLog()
  for (const warning of warningsOf()) log.warn(warning)
  const server = await startServer(config, { log })
  // Before it is announced: a supervisor may stop it as soon as it runs.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void stop(server, log))
  }
  if (config.development) await welcomeDeveloper(server, config.PORT)
  else log.info({ voiceUrl: `${publicUrlOf(config)}/voice` }, 'frontdesk answers calls')
  if (server.desk) log.info({ url: `${server.desk.url}/desk` }, 'the desk is served')
  if (server.metricsUrl) log.info({ url: server.metricsUrl }, 'metrics are served')
}

/** Loaded in development only. */
async function welcomeDeveloper(
  { config, samples }: Server & { config: Config },
  wantedPort: number,
): Promise<void> {
  const { welcome } = await import('./development/welcome.ts')
  console.log(welcome(config, { samples, wantedPort }))
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
