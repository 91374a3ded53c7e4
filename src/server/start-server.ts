import type { Config } from '../config/config.ts'
import { codeOf } from '../errors/error-code.ts'
import { freePort } from './free-port.ts'
import { openServer, type Server, type ServerOptions } from './server.ts'

/** The server cannot listen where it was told to; the message says what to do. */
class CannotListen extends Error {
  override name = 'CannotListen'
}

/**
 * Opens the server and listens. In development a taken default port is no reason to stop: another free one is used,
 * so that several can run side by side. `config` in the result holds the port in use.
 * @throws CannotListen
 */
export async function startServer(
  config: Config,
  options: ServerOptions,
): Promise<Server & { config: Config }> {
  const chosen = await choosePort(config)
  const server = await openServer(chosen, options)
  try {
    await server.app.listen({ host: chosen.HOST, port: chosen.PORT })
    return { ...server, config: chosen }
  } catch (error) {
    await server.close()
    const canMove = config.development && config.PORT === DEFAULT_PORT
    if (codeOf(error) === 'EADDRINUSE' && canMove) return startServer({ ...config, PORT: 0 }, options)
    throw whyNot(error, chosen)
  }
}

/** The port must be known before the server is put together: its address goes into every document. */
async function choosePort(config: Config): Promise<Config> {
  if (config.PORT !== 0) return config
  try {
    return { ...config, PORT: await freePort(config.HOST) }
  } catch (error) {
    throw whyNot(error, config)
  }
}

const DEFAULT_PORT = 3000

function whyNot(error: unknown, { HOST, PORT }: Pick<Config, 'HOST' | 'PORT'>): unknown {
  const reasons: Record<string, string> = {
    EADDRINUSE: `PORT ${PORT} on ${HOST} is taken: set PORT to another one`,
    EACCES: `PORT ${PORT} may not be listened on by this user: set PORT to one above 1023`,
    EADDRNOTAVAIL: `HOST ${HOST} is no address of this machine: set HOST to one, such as 127.0.0.1 or 0.0.0.0`,
    ENOTFOUND: `HOST ${HOST} is no address: set HOST to one of this machine, such as 127.0.0.1 or 0.0.0.0`,
  }
  const reason = reasons[codeOf(error)]
  return reason ? new CannotListen(`frontdesk cannot listen: ${reason}.`) : error
}
