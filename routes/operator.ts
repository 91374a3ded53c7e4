import type { FastifyInstance } from 'fastify'
import { firstProgress } from '../src/call/progress.ts'
import { sayQuestion } from '../src/call/say-question.ts'
import { readSignedUrl } from '../src/call/signed-url.ts'
import { hangUp } from '../src/cxml/documents.ts'
import { languages } from '../src/hearing/heard.ts'
import { inTime, notOurs, sendDocument, type WebhookServices } from '../src/webhooks/answer-webhook.ts'
import { documentOf, spokenIn } from '../src/webhooks/document.ts'
import { callOf, formOf } from '../src/webhooks/form.ts'
import { reportOf } from '../src/webhooks/report.ts'

/** POST /operator: the talk with the operator is over; or nobody took the call, and then a call back is offered, or the caller hears so. */
export function operator(app: FastifyInstance, webhooks: WebhookServices) {
  const { services, documents, calls, inFlight } = webhooks
  app.post('/operator', { config: { isLastResort: true } }, async (request, reply) => {
    const form = formOf(request)
    const call = callOf(form)
    const signed = readSignedUrl(request.raw.url ?? '', form.CallSid, documents.stateSecrets, services.now())
    const lang = signed && languages.find((one) => one === signed.parameters.get('lang'))
    if (!lang) throw notOurs()
    const { cannotHelp, goodbye, nobodyAnswers } = services.sentences(lang)
    // Without the database it is not known, and a second apology would dial the operator again, and so on.
    const isOver = await inTime(inFlight, request, calls.isOver(call)).catch(() => undefined)
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
    if (!services.settings.takesRequests || isOver === undefined)
      return sendDocument(request, reply, hangUp([spokenIn(documents.voices, lang, cannotHelp)]), { label })
    const client = signed.parameters.get('client')
    const progress = firstProgress('call-back', lang, client ? [client] : [])
    const offer = await sayQuestion({ services, call, progress, facts: {} }, 'ask', { told: [nobodyAnswers] })
    const document = documentOf(offer, call, documents, services.now())
    return sendDocument(request, reply, document, { ...reportOf(offer), label })
  })
}
