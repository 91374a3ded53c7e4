import formbody from '@fastify/formbody'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callStatus } from '../../routes/call-status.ts'
import { fallback } from '../../routes/fallback.ts'
import { steps } from '../../routes/index.ts'
import { operator } from '../../routes/operator.ts'
import { type IncomingTexts, sms } from '../../routes/sms.ts'
import { smsStatus, type TextReports } from '../../routes/sms-status.ts'
import { voice } from '../../routes/voice.ts'
import { rowOf } from '../call/questions.ts'
import { checkSignatures, type SignatureSettings } from '../signalwire/signature-hook.ts'
import { answerStep, sendApology, type WebhookServices } from '../webhooks/answer-webhook.ts'
import { readForm } from '../webhooks/form.ts'
import { parseForm } from '../webhooks/parse-form.ts'
import { type AnsweredWebhook, reportWebhooks, stepOf } from '../webhooks/report.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Reports what became of something, while nobody listens. */
    isReport?: boolean
    /** From an operator who is dialled here, the call does not come back: that might fail, and dial again, without end. */
    isLastResort?: boolean
  }
}

export type WebhookOptions = WebhookServices &
  TextReports &
  IncomingTexts & {
    signature: SignatureSettings
    /** Counts each webhook once it is answered. */
    countWebhook: (webhook: AnsweredWebhook) => void
  }

/** The scope of everything the platform calls: forms only, signed only, and always a document for the caller. */
export async function webhooks(app: FastifyInstance, options: WebhookOptions) {
  app.removeAllContentTypeParsers()
  await app.register(formbody, { parser: parseForm })
  app.decorateRequest('form', null)
  app.decorateRequest('report', null)
  checkSignatures(app, options.signature)
  reportWebhooks(app, options.countWebhook)
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(options, error, request, reply))
  smsStatus(app, options)
  sms(app, options)
  await app.register(async (calls) => {
    calls.addHook('preValidation', async (request) => {
      request.form = readForm(request.body)
    })
    voice(calls, options)
    for (const step of Object.values(steps)) {
      const config = { isLastResort: rowOf(step.question).replacesOperator === true }
      calls.post(`/${step.question}`, { config }, answerStep(options, step))
    }
    for (const route of [operator, callStatus, fallback]) route(calls, options)
  })
}

function answerError(
  options: WebhookOptions,
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return reply.code(error.statusCode).type('text/plain').send(`${error.message}\n`)
  }
  request.log.error({ call: request.form?.CallSid, step: stepOf(request), err: error }, 'a step failed')
  // Nobody hears the answer to a report, and the platform delivers one again that failed.
  if (request.routeOptions.config.isReport) return reply.code(503).type('text/plain').send('Try again.\n')
  if (!request.form) return reply.code(500).type('text/plain').send('Something went wrong.\n')
  return sendApology(options, request, reply)
}
