import type { FastifyInstance } from 'fastify'
import { nextStep, type Parts } from '../src/webhooks/step.ts'

/** An answer: whether the caller is the one we took them for. */
export function didYouMean(app: FastifyInstance, parts: Parts) {
  app.post('/did-you-mean', nextStep(parts))
}
