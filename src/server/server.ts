import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { loadSentences } from '../call/sentences/replacements.ts'
import { publicUrlOf } from '../config/address.ts'
import type { Config } from '../config/config.ts'
import { createDirectory } from '../directory/directory.ts'
import { checkReady } from '../health/readiness.ts'
import { pinSecretFault } from '../import/load.ts'
import { keepSampleClients } from '../import/sample-clients.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { EventLoopWatch } from '../overload/event-loop-monitor.ts'
import { StepsInProgress } from '../overload/in-flight-requests.ts'
import { startHourlyPurge } from '../retention/hourly-purge.ts'
import { type Database, DatabaseUnusable } from '../store/database.ts'
import { openDatabase } from '../store/open.ts'
import { openKeptCalls } from '../webhooks/call-log.ts'
import { buildApp } from './app.ts'
import { localPlatform, openTexts } from './open-texts.ts'
import { Opened } from './resource-stack.ts'
import { openLine } from './services.ts'

export type Server = {
  app: FastifyInstance
  /** Finishes the requests in hand, then closes what is open. */
  close(): Promise<void>
  /** Where the metrics are, if there are any. */
  metricsUrl: string | undefined
}

export type ServerOptions = {
  log: Logger
  /** The line's clock. */
  now?: () => Date
  /** Tells whether this process is behind with its work; by default from its event loop. */
  load?: Pick<EventLoopWatch, 'isBehind' | 'close'>
  /** How the database is opened, for who counts what is asked of it. */
  openDatabase?: (url: string) => Promise<Database>
}

/**
 * Puts the server together from its configuration; it does not listen yet.
 * @throws an error with a sentence for whoever starts it, when the database or the prompts cannot be used
 */
export async function openServer(config: Config, options: ServerOptions): Promise<Server> {
  const opened = new Opened()
  try {
    const parts = await openParts(config, options, opened)
    return { ...parts, close: () => opened.close() }
  } catch (error) {
    // What kept it from opening counts, not what follows from that.
    await opened.close().catch(() => {})
    throw error
  }
}

/** Line, calls and app over what they stand on, each after what it needs. What is opened last is closed first. */
async function openParts(
  config: Config,
  options: ServerOptions,
  opened: Opened,
): Promise<Omit<Server, 'close'>> {
  const { log, now = () => new Date(), load = new EventLoopWatch() } = options
  opened.add(load)
  const sentences = loadSentences(config.PROMPTS_DIR)
  const { database, metrics, local, texts, directory } = await openGround(config, options, opened)
  const line = openLine({
    database,
    directory,
    pinSecret: config.PIN_SECRET,
    sentences: (lang) => sentences[lang],
    settings: settingsOf(config),
    texts,
    now,
  })
  const calls = openKeptCalls({
    ...{ database, now },
    onFailure: (error, steps) => log.error({ err: error, steps }, 'steps of calls are not recorded yet'),
  })
  // What cannot be written is in the log by then.
  opened.add({ close: () => calls.close().catch(() => {}) })
  const publicUrl = publicUrlOf(config)
  const steps = new StepsInProgress()
  const isOverloaded = () => load.isBehind() || steps.areBehind()
  const app = await buildApp({
    line,
    texts,
    calls,
    steps,
    log,
    documents: { publicUrl, stateSecrets: config.STATE_SECRET, pinLength: config.PIN_LENGTH },
    signature: signatureSettingsOf(config, publicUrl),
    isOverloaded,
    checkReady: () => checkReady(database, config.PIN_SECRET, isOverloaded),
    countWebhook: metrics?.countWebhook,
  })
  opened.add(app)
  if (config.development) {
    // loaded in development only: the phone is not installed in production
    const { developmentPhone } = await import('../development/phone.ts')
    await app.register(developmentPhone, { config, local })
  }
  if ((await directory.count()) === 0) log.warn('nobody is on file: load clients with npm run import')
  // Before the first call: loading what sends texts holds the event loop up.
  await texts.start()
  return { app, metricsUrl: metrics?.url }
}

/** What line, calls and app stand on: the database, and what reads and writes it without a call. */
async function openGround(config: Config, options: ServerOptions, opened: Opened) {
  const { log, now = () => new Date(), openDatabase: open = openDatabase } = options
  const database = opened.add(await open(config.DATABASE_URL))
  await prepareClients(config, database, now())
  const metrics = await openMetricsOf(config, database, now)
  if (metrics) opened.add(metrics)
  opened.add({ close: startHourlyPurge({ database, days: config.RETENTION_DAYS, now, log }) })
  const local = await localPlatform(config)
  const texts = opened.add(openTexts(config, { database, metrics, local, log }))
  const isEven = config.UNKNOWN_NAMES === 'discreet'
  const directory = opened.add(createDirectory(database, config.PIN_SECRET, { isEven }))
  // A second for each hundred thousand people or two; from then on names are found however they were heard.
  await directory.refresh()
  return { database, metrics, local, texts, directory }
}

/** In development the sample clients are on file when there are no others. */
async function prepareClients(config: Config, database: Database, now: Date): Promise<void> {
  const samples = { pinSecret: config.PIN_SECRET, pinLength: config.PIN_LENGTH, timeZone: config.TIME_ZONE }
  if (config.development) await keepSampleClients(database, samples, now.getTime())
  const fault = await pinSecretFault(database, config.PIN_SECRET)
  if (fault) throw new DatabaseUnusable(fault)
}

/** Their client is loaded only where it is wanted. */
async function openMetricsOf(
  config: Config,
  database: Database,
  now: () => Date,
): Promise<Metrics | undefined> {
  const { METRICS_HOST: host, METRICS_PORT: port } = config
  if (port === undefined) return undefined
  const { openMetrics } = await import('../metrics/metrics.ts')
  return openMetrics({ host, port, database, now: () => now().getTime() })
}

function signatureSettingsOf(config: Config, publicUrl: string) {
  const { SIGNALWIRE_SIGNING_KEY: signingKey, SIGNALWIRE_API_TOKEN: apiToken, development } = config
  return { publicUrl, signingKey, apiToken, explain: development }
}

function settingsOf(config: Config) {
  return {
    discreet: config.UNKNOWN_NAMES === 'discreet',
    pinLength: config.PIN_LENGTH,
    timeZone: config.TIME_ZONE,
    languages: config.LANGUAGES,
    operatorNumber: config.OPERATOR_NUMBER,
  }
}
