import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { health } from '../routes/health.ts'
import type { TextReports } from '../routes/sms-status.ts'
import type { SignatureSettings } from './signalwire/signature-hook.ts'
import type { Parts } from './step.ts'
import { webhooks } from './webhooks.ts'

/** The platform's forms are a few hundred bytes; long speech is some thousand. */
const LARGEST_BODY = 64 * 1024
/** For a whole request to arrive, its headers sooner. The platform itself gives up on us after 5 s. */
const REQUEST_TIMEOUT_MS = 10_000
const HEADERS_TIMEOUT_MS = 5_000
/** How often Node looks for requests that take too long; every half minute, when it is not told. */
const TIMEOUT_CHECK_MS = 1_000
/** Of all headers together, and of the URL. Progress with a hundred clients of one name takes 4 kB. */
const LARGEST_HEADERS = 16 * 1024
const LONGEST_URL = 8 * 1024

export type AppParts = Parts &
  TextReports & {
    signature: SignatureSettings
    log: FastifyBaseLogger
    /** Rejects while the line cannot serve a call. */
    checkReady(): Promise<void>
  }

/** Builds the app from its parts. It does not listen, and reads nothing of the environment. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: LARGEST_HEADERS,
    },
    exposeHeadRoutes: false,
  })
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
  health(app, parts.checkReady)
  await app.register(webhooks, parts)
  return app
}
