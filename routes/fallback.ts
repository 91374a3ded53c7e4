import type { FastifyInstance } from 'fastify'
import { sendApology, type WebhookServices } from '../src/webhooks/answer-webhook.ts'
import { formOf } from '../src/webhooks/form.ts'

/** POST /fallback: the platform could not use an answer of ours. An apology and the operator, without the database, and no way back to us. */
export function fallback(app: FastifyInstance, webhooks: WebhookServices) {
  app.post('/fallback', { config: { isLastResort: true } }, (request, reply) => {
    const { CallSid, ErrorCode } = formOf(request)
    request.log.error({ call: CallSid, code: ErrorCode }, 'the platform fell back')
    return sendApology(webhooks, request, reply)
  })
}
