import type { FastifyInstance } from 'fastify'
import { nextStep, type Parts } from '../src/webhooks/step.ts'

/** An answer: whether the caller wants a text. */
export function smsOffer(app: FastifyInstance, parts: Parts) {
  app.post('/sms-offer', nextStep(parts))
}
