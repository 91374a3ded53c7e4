import type { FastifyInstance } from 'fastify'
import { nextStep, type Parts } from '../src/webhooks/step.ts'

/** An answer: the year of birth, or the PIN. */
export function pin(app: FastifyInstance, parts: Parts) {
  app.post('/pin', nextStep(parts))
}
