import type { FastifyInstance } from 'fastify'
import { answerStart, sendBusy, type WebhookServices } from '../src/webhooks/answer-webhook.ts'

/** POST /voice: a call comes in, and the caller is asked for their name. An overloaded server takes no new calls. */
export function voice(app: FastifyInstance, webhooks: WebhookServices) {
  app.post('/voice', (request, reply) =>
    webhooks.isOverloaded() ? sendBusy(webhooks, request, reply) : answerStart(webhooks, request, reply),
  )
}
