import type { FastifyInstance } from 'fastify'
import { readSignedUrl } from '../src/call/signed-url.ts'
import { hangUp } from '../src/cxml/documents.ts'
import { languages } from '../src/hearing/heard.ts'
import { inTime, notOurs, sendDocument, type WebhookServices } from '../src/webhooks/answer-webhook.ts'
import { spokenIn } from '../src/webhooks/document.ts'
import { callOf, formOf } from '../src/webhooks/form.ts'

/** POST /operator: the talk with the operator is over; or nobody took the call, and then the caller hears so. */
export function operator(app: FastifyInstance, webhooks: WebhookServices) {
  const { services, documents, calls, inFlight } = webhooks
  app.post('/operator', { config: { isLastResort: true } }, async (request, reply) => {
    const form = formOf(request)
    const signed = readSignedUrl(request.raw.url ?? '', form.CallSid, documents.stateSecrets, services.now())
    const lang = signed && languages.find((one) => one === signed.parameters.get('lang'))
    if (!lang) throw notOurs()
    const { cannotHelp, goodbye } = services.sentences(lang)
    // Without the database it is not known, and a second apology would dial the operator again, and so on.
    const isOver = await inTime(inFlight, request, calls.isOver(callOf(form))).catch(() => false)
    if (isOver || signed.isExpired) {
      return sendDocument(request, reply, hangUp([spokenIn(documents.voices, lang, goodbye)]), {
        label: 'over',
      })
    }
    const { DialCallStatus: status = 'unknown' } = form
    if (status === 'completed' || status === 'answered') {
      return sendDocument(request, reply, hangUp([]), { label: 'talked' })
    }
    const label = `operator-${status}`
    return sendDocument(request, reply, hangUp([spokenIn(documents.voices, lang, cannotHelp)]), { label })
  })
}
