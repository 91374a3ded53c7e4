import formbody from '@fastify/formbody'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callStatus } from '../../routes/call-status.ts'
import { didYouMean } from '../../routes/did-you-mean.ts'
import { fallback } from '../../routes/fallback.ts'
import { keyName } from '../../routes/key-name.ts'
import { lastFour } from '../../routes/last-four.ts'
import { name } from '../../routes/name.ts'
import { operator } from '../../routes/operator.ts'
import { pin } from '../../routes/pin.ts'
import { smsOffer } from '../../routes/sms-offer.ts'
import { smsStatus, type TextReports } from '../../routes/sms-status.ts'
import { spellName } from '../../routes/spell-name.ts'
import { voice } from '../../routes/voice.ts'
import { HttpError } from '../errors/http-error.ts'
import type { Language } from '../hearing/heard.ts'
import { checkSignatures, type SignatureSettings } from '../signalwire/signature-hook.ts'
import { type Webhook, webhook } from '../webhooks/form.ts'
import { type Parts, sendApology, stepOf } from '../webhooks/step.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Reports what became of something, while nobody listens. */
    isReport?: boolean
  }
  interface FastifyRequest {
    /** The form of a webhook whose signature held. */
    webhook: Webhook
    /** The language of the call, once its progress was read. */
    lang: Language | undefined
    /** What became of the webhook, for the log. */
    outcome: string
    /** The question that the answer asks, if any. */
    asks: string | null
    /** How the call ended, when this webhook is the first to report it. */
    ending: string | null
  }
}

/** The steps of a call, and its end. */
const questions = [name, didYouMean, spellName, keyName, lastFour, pin, smsOffer]
const routes = [voice, ...questions, operator, callStatus, fallback]

export type WebhookParts = Parts &
  TextReports & {
    signature: SignatureSettings
    /** Counts each webhook once it is answered. */
    countWebhook?: ((request: FastifyRequest, reply: FastifyReply, done: () => void) => void) | undefined
  }

/** The scope of everything the platform calls: forms only, signed only, and always a document for the caller. */
export async function webhooks(app: FastifyInstance, parts: WebhookParts) {
  app.removeAllContentTypeParsers()
  await app.register(formbody)
  // @ts-expect-error filled by `readForm` before any handler runs
  app.decorateRequest('webhook', null)
  app.decorateRequest('lang', undefined)
  app.decorateRequest('outcome', '')
  app.decorateRequest('asks', null)
  app.decorateRequest('ending', null)
  checkSignatures(app, parts.signature)
  app.addHook('onResponse', logWebhook)
  if (parts.countWebhook) app.addHook('onResponse', parts.countWebhook)
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(parts, error, request, reply))
  smsStatus(app, parts)
  await app.register(async (calls) => {
    calls.addHook('preValidation', readForm)
    for (const route of routes) route(calls, parts)
  })
}

async function readForm(request: FastifyRequest) {
  const read = webhook.safeParse(request.body ?? {})
  if (!read.success)
    throw new HttpError(
      400,
      `This is not a call: ${read.error.issues[0]?.path[0]?.toString()} is missing or bad.`,
    )
  request.webhook = read.data
}

/** One line a webhook. Never what was said or entered, and never the query: it holds the caller's progress. */
async function logWebhook(request: FastifyRequest, reply: FastifyReply) {
  // A flood must not fill the disk; its beginning was logged.
  if (reply.statusCode === 429) return
  const call = request.webhook?.CallSid
  const outcome = request.outcome || `refused ${reply.statusCode}`
  request.log.info(
    { call, step: stepOf(request), outcome, ms: Math.round(reply.elapsedTime * 10) / 10 },
    'webhook',
  )
}

function answerError(parts: Parts, error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return reply.code(error.statusCode).type('text/plain').send(`${error.message}\n`)
  }
  request.log.error({ call: request.webhook?.CallSid, step: stepOf(request), err: error }, 'a step failed')
  // Nobody hears the answer to a report, and the platform delivers one again that failed.
  if (request.routeOptions.config.isReport) return reply.code(503).type('text/plain').send('Try again.\n')
  if (!request.webhook) return reply.code(500).type('text/plain').send('Something went wrong.\n')
  return sendApology(parts, request, reply)
}
