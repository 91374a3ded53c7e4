import type { FastifyReply, FastifyRequest } from 'fastify'
import { turnAway } from '../call/reply.ts'
import { documentOf } from './document.ts'
import { callOf } from './form.ts'
import { type Parts, sendDocument } from './step.ts'

/** Answers a call that cannot be taken now: no question, no record, no database. */
export function sendTurnedAway({ line, documents }: Parts, request: FastifyRequest, reply: FastifyReply) {
  const next = turnAway(line, line.settings.languages[0])
  const document = documentOf(next, callOf(request.webhook), documents, line.now())
  return sendDocument(request, reply, next.outcome, document)
}
