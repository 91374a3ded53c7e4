import type { FastifyInstance } from 'fastify'
import { nextStep, type Parts } from '../src/webhooks/step.ts'

/** An answer: the end of the phone number on file, which tells people of one name apart. */
export function lastFour(app: FastifyInstance, parts: Parts) {
  app.post('/last-four', nextStep(parts))
}
