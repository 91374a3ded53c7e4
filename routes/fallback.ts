import type { FastifyInstance } from 'fastify'
import { type Parts, sendApology } from '../src/webhooks/step.ts'

/** The platform could not use an answer of ours: an apology and the operator, without touching the database. */
export function fallback(app: FastifyInstance, parts: Parts) {
  app.post('/fallback', (request, reply) => {
    request.log.error(
      { call: request.webhook.CallSid, code: request.webhook.ErrorCode },
      'the platform fell back',
    )
    return sendApology(parts, request, reply)
  })
}
