import type { FastifyInstance } from 'fastify'
import { nextStep, type Parts } from '../src/webhooks/step.ts'

/** An answer: the letters of the last name, one by one. */
export function spellName(app: FastifyInstance, parts: Parts) {
  app.post('/spell-name', nextStep(parts))
}
