import type { FastifyInstance } from 'fastify'
import { nextStep, type Parts } from '../src/webhooks/step.ts'

/** An answer: what the caller said when asked for their name. */
export function name(app: FastifyInstance, parts: Parts) {
  app.post('/name', nextStep(parts))
}
