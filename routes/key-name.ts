import type { FastifyInstance } from 'fastify'
import { nextStep, type Parts } from '../src/webhooks/step.ts'

/** An answer: the first letters of the last name, on the keypad. */
export function keyName(app: FastifyInstance, parts: Parts) {
  app.post('/key-name', nextStep(parts))
}
