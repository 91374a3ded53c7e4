import type { FastifyInstance } from 'fastify'
import { endingOf } from '../src/call/ending.ts'
import { nothing } from '../src/cxml/documents.ts'
import { callOf } from '../src/webhooks/form.ts'
import { type Parts, sendDocument } from '../src/webhooks/step.ts'

/** The statuses after which a call has nothing more to come. */
const ended = ['completed', 'busy', 'no-answer', 'failed', 'canceled']

/** How a call goes; only its end changes anything. May come late, twice or never. */
export function callStatus(app: FastifyInstance, { calls }: Parts) {
  app.post('/call-status', { config: { isReport: true } }, async (request, reply) => {
    const { CallStatus } = request.webhook
    if (ended.includes(CallStatus)) {
      const reached = await calls.end(callOf(request.webhook), CallStatus)
      request.ending = reached ? endingOf(reached) : null
    }
    return sendDocument(request, reply, ended.includes(CallStatus) ? CallStatus : 'ignored', nothing)
  })
}
