import type { FastifyInstance } from 'fastify'
import { sendTurnedAway } from '../src/webhooks/shed-load.ts'
import { firstStep, type Parts } from '../src/webhooks/step.ts'

/** A call comes in. With more to do than can be done it is turned away, so that those in progress go on. */
export function voice(app: FastifyInstance, parts: Parts) {
  const begin = firstStep(parts)
  app.post('/voice', (request, reply) =>
    parts.isOverloaded() ? sendTurnedAway(parts, request, reply) : begin(request, reply),
  )
}
