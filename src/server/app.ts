import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { health } from '../../routes/health.ts'
import { type WebhookOptions, webhooks } from './webhooks.ts'

/** The platform's forms are a few hundred bytes; long speech is some thousand. */
const LARGEST_BODY = 32 * 1024
/** How long a whole request may take to arrive, and its headers. The platform gives up on us after 5 s. */
const REQUEST_TIMEOUT_MS = 5_000
const HEADERS_TIMEOUT_MS = 4_000
/** How often Node looks for requests that take too long; every 30 s by default. */
const TIMEOUT_CHECK_MS = 1_000
/** Limits of all headers together, and of the URL. Progress with a hundred clients of one name takes 4 kB. */
const LARGEST_HEADERS = 16 * 1024
const LONGEST_URL = 8 * 1024

export type AppOptions = WebhookOptions & {
  log: FastifyBaseLogger
  /** Called before there are routes, in development only: lets a call take place at another time. */
  followCallTime?: ((app: FastifyInstance) => void) | undefined
  /** Rejects while the line cannot serve a call. */
  checkReady(): Promise<void>
}

/** Builds the app from its options. It does not listen, and reads nothing of the environment. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.log,
    // A child log for each request would only add a request id: the call's id is in each line already.
    childLoggerFactory: (log) => log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: LARGEST_HEADERS,
    },
    exposeHeadRoutes: false,
    // A webhook that arrives on an open connection while the server closes still has a caller: it is answered.
    return503OnClosing: false,
  })
  app.addHook('preClose', async () => endConnections(app))
  app.addHook('onRequest', async (request, reply) => {
    if ((request.raw.url ?? '').length <= LONGEST_URL) return
    return reply.code(414).type('text/plain').send('This URL is too long.\n')
  })
  app.setNotFoundHandler((request, reply) => {
    const isKnown = app.hasRoute({ method: 'POST', url: request.url.split('?')[0] ?? '' })
    const [code, sentence] = isKnown ? [405, 'Only POST is answered here.'] : [404, 'There is nothing here.']
    if (isKnown) reply.header('allow', 'POST')
    return reply.code(code).type('text/plain').send(`${sentence}\n`)
  })
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const code = error.statusCode && error.statusCode < 500 ? error.statusCode : 500
    if (code === 500) request.log.error({ err: error }, 'a request failed')
    return reply
      .code(code)
      .type('text/plain')
      .send(code === 500 ? 'Something went wrong.\n' : 'Bad request.\n')
  })
  options.followCallTime?.(app)
  health(app, options.checkReady, options.documents.stateSecrets)
  await app.register(webhooks, options)
  return app
}

const IDLE_LOOK_MS = 50
/** No webhook takes longer. Node looks for requests that take too long only until the server is to close. */
const CLOSE_LIMIT_MS = 6_000

/**
 * Ends connections that would hold up the close: an idle one until its keep-alive ends, one that never sends the rest
 * of its request for ever.
 */
function endConnections({ server }: FastifyInstance): void {
  // An app that does not listen, as in tests, never emits `close`.
  if (!server.listening) return
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS)
  const all = setTimeout(() => server.closeAllConnections(), CLOSE_LIMIT_MS)
  server.once('close', () => {
    clearInterval(idle)
    clearTimeout(all)
  })
}
