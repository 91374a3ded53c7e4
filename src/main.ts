import { publicUrlOf } from './address.ts'
import { loadConfig } from './config.ts'
import { ConfigError } from './config-error.ts'
import { openLog } from './logger.ts'
import { startServer } from './start-server.ts'
import { welcome } from './welcome.ts'

/** Starts the line, says how to reach it, and stops it on a signal. */
async function main() {
  const config = loadConfig()
  const log = openLog()
  const server = await startServer(config, { log })
  if (config.development) console.log(welcome(server.config))
  else log.info({ voiceUrl: `${publicUrlOf(config)}/voice` }, 'frontdesk answers calls')
  if (server.metricsUrl) log.info({ url: server.metricsUrl }, 'metrics are served')
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => server.close().then(() => process.exit(0)))
  }
}

main().catch((error: unknown) => {
  const lines = error instanceof Error ? error.message : 'frontdesk could not start.'
  console.error(
    error instanceof ConfigError ? `frontdesk cannot start:\n${lines.replace(/^/gm, '  ')}` : lines,
  )
  process.exit(1)
})
