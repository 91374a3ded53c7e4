import { fileURLToPath } from 'node:url'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { deskUrlOf } from '../config/address.ts'
import { type Config, keepsMisheard } from '../config/config.ts'
import type { DeskParts } from '../desk/desk-parts.ts'
import { codeOf } from '../errors/error-code.ts'
import { openFeeds } from '../feeds/open-feeds.ts'
import { freePort } from './free-port.ts'

export type OpenDesk = {
  /** The desk's own app; undefined where it is a part of the server. */
  app: FastifyInstance
  url: string
  close(): Promise<void>
}

type Parts = Omit<DeskParts, 'settings' | 'words' | 'language'> & {
  /** The file of the process that imports. */
  importProcess: string | undefined
}
type Opening = { config: Config; log: FastifyBaseLogger; parts: Parts }

/** A proxy on this machine or in a private network says for whom it asks. */
const PROXIES = ['loopback', 'uniquelocal']

const IMPORT_PROCESS = fileURLToPath(new URL('../desk/import/import-process.js', import.meta.url))

/** Opens the desk on a listener of its own, where DESK_PORT is set. */
export async function openDesk({ config, log, parts }: Opening): Promise<OpenDesk | undefined> {
  if (config.DESK_PORT === undefined) return undefined
  const port = config.DESK_PORT === 0 ? await freePort(config.DESK_HOST) : config.DESK_PORT
  const url = deskUrlOf({ ...config, DESK_PORT: port })
  const { deskWithAccounts } = await import('../desk/desk.ts')
  const { refuseUnreadable } = await import('../desk/security.ts')
  const app = Fastify({
    loggerInstance: log,
    childLoggerFactory: (one) => one,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: PROXIES,
    forceCloseConnections: true,
    bodyLimit: 64 * 1024,
    frameworkErrors: refuseUnreadable,
  })
  await app.register(deskWithAccounts, {
    ...(await deskParts(config, parts)),
    url,
    secrets: config.STATE_SECRET,
  })
  await listen(app, config.DESK_HOST, port)
  return { app, url, close: () => app.close() }
}

/** The desk of development, a part of the server itself. */
export async function addDevelopmentDesk(app: FastifyInstance, { config, parts }: Omit<Opening, 'log'>) {
  const { developmentDesk } = await import('../desk/desk.ts')
  await app.register(developmentDesk, await deskParts(config, parts))
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
  await app.listen({ host, port }).catch((error: unknown) => {
    throw new Error(
      `The desk cannot be served at ${host}:${port} (${codeOf(error)}): set DESK_HOST and DESK_PORT to a free address of this machine.`,
    )
  })
}

async function deskParts(config: Config, { importProcess, ...parts }: Parts): Promise<DeskParts> {
  const { deskWords } = await import('../desk/words/catalogues.ts')
  const [language] = config.LANGUAGES
  return {
    ...parts,
    language,
    words: deskWords[language],
    settings: {
      timeZone: config.TIME_ZONE,
      languages: config.LANGUAGES,
      officeName: config.OFFICE_NAME,
      pinSecret: config.PIN_SECRET,
      takesRequests: config.REQUESTS === 'on',
      keepsMisheard: keepsMisheard(config),
      isDiscreet: config.UNKNOWN_NAMES === 'discreet',
      feeds: openFeeds(config).map(({ name }) => name),
      imports: {
        databaseUrl: config.DATABASE_URL,
        pinLength: config.PIN_LENGTH,
        process: importProcess ?? IMPORT_PROCESS,
      },
    },
  }
}
