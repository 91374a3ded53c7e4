import type { FastifyInstance } from 'fastify'
import { nothing } from '../src/cxml/documents.ts'
import { sendDocument, type WebhookServices } from '../src/webhooks/answer-webhook.ts'
import { callOf, formOf } from '../src/webhooks/form.ts'
import { reportOfEnd } from '../src/webhooks/report.ts'

/** The statuses after which a call has nothing more to come. */
const ended = ['completed', 'busy', 'no-answer', 'failed', 'canceled']

/** POST /call-status: how a call goes. Only its end changes anything. It may come late, twice or never. */
export function callStatus(app: FastifyInstance, { calls }: WebhookServices) {
  app.post('/call-status', { config: { isReport: true } }, async (request, reply) => {
    const form = formOf(request)
    if (!ended.includes(form.CallStatus)) return sendDocument(request, reply, nothing, { label: 'ignored' })
    const reached = await calls.end(callOf(form), form.CallStatus)
    return sendDocument(request, reply, nothing, reportOfEnd(form.CallStatus, reached))
  })
}
