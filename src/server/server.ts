import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { loadSentences } from '../call/sentences/replacements.ts'
import { publicUrlOf } from '../config/address.ts'
import type { Config } from '../config/config.ts'
import { createDirectory } from '../directory/directory.ts'
import { checkReady } from '../health/readiness.ts'
import { WriteProbe } from '../health/write-probe.ts'
import { openOffice } from '../hours/office.ts'
import { keepSampleClients, samplesOnFile } from '../import/sample-clients.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { EventLoopMonitor } from '../overload/event-loop-monitor.ts'
import { InFlightRequests } from '../overload/in-flight-requests.ts'
import { type PinSettings, pinFault } from '../pins/pin-secret.ts'
import { createPins } from '../pins/pins.ts'
import { createReplies } from '../replies/replies.ts'
import { startHourlyPurge } from '../retention/purge.ts'
import { type Database, DatabaseUnusable } from '../store/database.ts'
import { openDatabase } from '../store/open.ts'
import { buildApp } from './app.ts'
import { openDeliveries } from './open-deliveries.ts'
import { addDevelopmentDesk, type OpenDesk, openDesk } from './open-desk.ts'
import { openFeedTimer } from './open-feed-timer.ts'
import { openCalls, openMisheard } from './open-logs.ts'
import { localPlatform, openTexts } from './open-texts.ts'
import { ResourceStack } from './resource-stack.ts'
import { createServices } from './services.ts'

export type Server = {
  app: FastifyInstance
  /** Finishes the requests in hand, then closes all that was opened. */
  close(): Promise<void>
  /** Where the metrics are served; none without a port for them. */
  metricsUrl: string | undefined
  /** The desk on its own listener; none without a port for it. */
  desk: OpenDesk | undefined
  /** The ids of the sample clients that are on file. */
  samples: string[]
}

export type ServerOptions = {
  log: Logger
  /** The line's clock. */
  now?: () => Date
  /** Tells whether this process is behind with its work; its event loop by default. */
  load?: Pick<EventLoopMonitor, 'isBehind' | 'reset' | 'close'>
  /** Opens the database; tests wrap it. */
  openDatabase?: (url: string) => Promise<Database>
  /** The file of the process that imports at the desk; tests, which run the sources, give the built one. */
  importProcess?: string
}

/** The options with their defaults, and the stack that closes what is opened. */
type Opening = {
  config: Config
  log: Logger
  now: () => Date
  resources: ResourceStack
  importProcess?: string | undefined
}

/**
 * Puts the server together from its configuration. It does not listen yet.
 * @throws an error whose message is for the operator, when the database or the prompts cannot be used
 */
export async function openServer(config: Config, options: ServerOptions): Promise<Server> {
  const { log, now = () => new Date(), load = new EventLoopMonitor(), importProcess } = options
  const resources = new ResourceStack()
  resources.add(load)
  const opening = { config, log, now, resources, importProcess }
  try {
    const database = await openClients(opening, options.openDatabase ?? openDatabase)
    const parts = await openLine(opening, database, load)
    load.reset()
    return { ...parts, close: () => resources.close() }
  } catch (error) {
    // Rethrow the original error, not the clean-up's.
    await resources.close().catch(() => {})
    throw error
  }
}

/** The database with clients whose PINs this server can compare. In development the sample clients when there are no others. */
async function openClients(
  { config, now, resources }: Opening,
  open: (url: string) => Promise<Database>,
): Promise<Database> {
  const database = resources.add(await open(config.DATABASE_URL))
  const samples = { ...pinSettingsOf(config), timeZone: config.TIME_ZONE }
  if (config.development) await keepSampleClients(database, samples, now().getTime())
  const fault = await pinFault(database, samples)
  if (fault) throw new DatabaseUnusable(fault)
  return database
}

/** Everything above the database, in the order in which it is needed. */
async function openLine(
  opening: Opening,
  database: Database,
  load: NonNullable<ServerOptions['load']>,
): Promise<Omit<Server, 'close'>> {
  const { config, log, now, resources } = opening
  const sentences = loadSentences(config.PROMPTS_DIR)
  const probe = new WriteProbe(database)
  const metrics = await openMetrics(opening, database, probe)
  resources.add({ close: startHourlyPurge({ database, days: config.RETENTION_DAYS, now, log }) })
  const local = await localPlatform(config)
  const texts = resources.add(openTexts(config, { database, metrics, local, log }))
  const deliveries = await openDeliveries(config, { database, log, now: () => now().getTime() })
  if (deliveries) resources.add(deliveries)
  const directory = resources.add(createDirectory(database, { isEven: config.UNKNOWN_NAMES === 'discreet' }))
  // About a second for each hundred thousand people; only then are names found that were not heard exactly.
  await directory.refresh()
  const pins = createPins(database, config.PIN_SECRET, now)
  const callClock = config.development ? await openCallClock(now) : undefined
  const office = await openOffice({ queries: database, timeZone: config.TIME_ZONE, now })
  const feeds = resources.add(await openFeedTimer(config, { database, log, now }))
  const services = createServices({
    areDataOld: () => feeds.isStale(now()),
    ...{ database, pinSecret: config.PIN_SECRET, directory, pins, texts, office, deliveries },
    misheard: openMisheard(opening, database),
    now: callClock?.now ?? now,
    sentences: (lang) => sentences[lang],
    settings: settingsOf(config),
  })
  const replies = createReplies({ ...services, database, deliveries, secret: config.PIN_SECRET })
  const inFlight = resources.add(new InFlightRequests())
  const isOverloaded = () => load.isBehind() || inFlight.areBehind()
  const publicUrl = publicUrlOf(config)
  const app = await buildApp({
    followCallTime: callClock?.follow,
    ...{ services, texts, replies, calls: openCalls(opening, database), inFlight, log, isOverloaded },
    documents: {
      publicUrl,
      stateSecrets: config.STATE_SECRET,
      pinLength: config.PIN_LENGTH,
      voices: config.VOICES,
    },
    signature: signatureSettingsOf(config, publicUrl),
    checkReady: () => checkReady({ queries: database, probe, pins: pinSettingsOf(config), isOverloaded }),
    countWebhook: metrics?.countWebhook ?? (() => {}),
  })
  resources.add(app)
  if (config.development) {
    // Loaded in development only: the phone is not installed in production
    const { developmentPhone } = await import('../development/phone.ts')
    await app.register(developmentPhone, { config, local })
  }
  const deskParts = { database, directory, now, importProcess: opening.importProcess }
  const desk = await openDesk({ config, log, parts: deskParts })
  if (desk) resources.add(desk)
  else if (config.development) await addDevelopmentDesk(app, { config, parts: deskParts })
  const samples = await samplesOnFile(database)
  if (!config.development && samples.length > 0)
    log.warn('the sample clients, whose PINs are public, are on file: import your clients with --replace')
  if ((await directory.count()) === 0) log.warn('nobody is on file: load clients with npm run import')
  // Before the first call: loading the vendor's package holds the event loop.
  await texts.start()
  deliveries?.wake()
  return { app, metricsUrl: metrics?.url, desk, samples }
}

/** Loaded in development only: a production server cannot be told a time. */
async function openCallClock(now: () => Date) {
  const { createCallClock } = await import('../development/call-time.ts')
  return createCallClock(now)
}

/** The metrics' library is loaded only where it is wanted. */
async function openMetrics(
  { config, now, resources }: Opening,
  database: Database,
  probe: WriteProbe,
): Promise<Metrics | undefined> {
  const { METRICS_HOST: host, METRICS_PORT: port } = config
  if (port === undefined) return undefined
  const { openMetrics } = await import('../metrics/metrics.ts')
  return resources.add(await openMetrics({ host, port, database, probe, now: () => now().getTime() }))
}

function signatureSettingsOf(config: Config, publicUrl: string) {
  const { SIGNALWIRE_SIGNING_KEY: signingKeys, SIGNALWIRE_API_TOKEN: apiToken, development } = config
  return { publicUrl, signingKeys, apiToken, explain: development }
}

function pinSettingsOf({ PIN_SECRET, PIN_LENGTH }: Config): PinSettings {
  return { pinSecret: PIN_SECRET, pinLength: PIN_LENGTH }
}

function settingsOf(config: Config) {
  return {
    discreet: config.UNKNOWN_NAMES === 'discreet',
    pinLength: config.PIN_LENGTH,
    timeZone: config.TIME_ZONE,
    languages: config.LANGUAGES,
    operatorNumber: config.OPERATOR_NUMBER,
    officeName: config.OFFICE_NAME,
    takesRequests: config.REQUESTS === 'on',
  }
}
