import type { FastifyInstance } from 'fastify'
import { firstStep, type Parts } from '../src/step.ts'

/** A call comes in. */
export function voice(app: FastifyInstance, parts: Parts) {
  app.post('/voice', firstStep(parts))
}
