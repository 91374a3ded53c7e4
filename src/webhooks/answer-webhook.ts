import type { FastifyReply, FastifyRequest } from 'fastify'
import { answer, startAgain, startCall } from '../call/conversation.ts'
import { type FactReads, type Facts, readCallers } from '../call/facts.ts'
import { readLanguage, readProgress } from '../call/progress.ts'
import { type Question, rowOf } from '../call/questions.ts'
import { apologise, endCall, type Reply, shedLoad } from '../call/reply.ts'
import type { Services } from '../call/services.ts'
import { withoutSignature } from '../call/signed-url.ts'
import type { Step, Turn } from '../call/step.ts'
import { HttpError } from '../errors/http-error.ts'
import type { Language } from '../hearing/heard.ts'
import type { InFlightRequests } from '../overload/in-flight-requests.ts'
import type { CallLog } from './call-log.ts'
import { type DocumentSettings, documentOf } from './document.ts'
import { callOf, formOf, heardOf } from './form.ts'
import { reportOf, stepOf, type WebhookReport } from './report.ts'

/** What the routes of the platform's webhooks use. */
export type WebhookServices = {
  services: Services
  documents: DocumentSettings
  calls: CallLog
  inFlight: InFlightRequests
  /** Whether this server has more to do than it can. */
  isOverloaded(): boolean
}

/** The first step of a call, which carries no progress yet. */
export async function answerStart(webhooks: WebhookServices, request: FastifyRequest, reply: FastifyReply) {
  const { services } = webhooks
  const lang = services.settings.languages[0]
  const reads = readCallers({ services, call: callOf(formOf(request)) })
  const next = await answerOnce(webhooks, request, { key: 'voice', lang, reads }, (facts) =>
    startCall(services, callOf(formOf(request)), facts),
  )
  return sendReply(webhooks, request, reply, next)
}

/** Handles POST /QUESTION: reads its progress, lets the step hear the answer, and sends what the caller hears next. */
export function answerStep<Name extends Question>(webhooks: WebhookServices, step: Step<Name>) {
  const { services, documents } = webhooks
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const form = formOf(request)
    const url = request.raw.url ?? ''
    const reading = readProgress(step.question, url, form.CallSid, documents.stateSecrets, services.now())
    if (reading.kind === 'altered') throw notOurs()
    const { progress } = reading
    const call = callOf(form)
    const reads = rowOf(step.question).reads?.({ services, call, progress }) ?? {}
    // A webhook that was answered in time is another delivery than the same one after its link has expired.
    const key = `${reading.kind} ${withoutSignature(url)}`
    const next = await answerOnce(webhooks, request, { key, lang: progress.lang, reads }, (facts) => {
      const turn: Turn<Name> = { services, call, progress, heard: heardOf(form), facts }
      return reading.kind === 'expired' ? startAgain(turn) : answer(step, turn)
    })
    return sendReply(webhooks, request, reply, next)
  }
}

/** The error for progress that was altered, or moved here from another step or call. */
export function notOurs(): HttpError {
  return new HttpError(403, 'This progress is not ours, or not of this call.')
}

/**
 * What a webhook is answered: worked out and kept now; or what was kept, when it has been delivered before; or goodbye,
 * once the end of its call was reported.
 */
async function answerOnce(
  { services, calls, inFlight }: WebhookServices,
  request: FastifyRequest,
  { key, lang, reads }: { key: string; lang: Language; reads: FactReads },
  workOut: (facts: Facts) => Promise<Reply>,
): Promise<Reply> {
  const form = formOf(request)
  const find = async () => {
    const delivery = await calls.open(callOf(form), key, heardOf(form), reads)
    const known = delivery.isOver
      ? endCall(lang, [services.sentences(lang).goodbye], 'over')
      : delivery.answered
    return { delivery, isKnown: known !== undefined, found: known ?? (await workOut(delivery.facts)) }
  }
  const { delivery, isKnown, found } = await inTime(inFlight, request, find())
  if (isKnown) return found
  // A late reply is not kept: the caller never heard it. Its effects happen once, however often the webhook comes.
  return delivery.keep(found, stepOf(request))
}

/** Rejects while there still is time to apologise; a failure after that is logged. */
export function inTime<Result>(
  inFlight: InFlightRequests,
  request: FastifyRequest,
  work: Promise<Result>,
): Promise<Result> {
  return inFlight.limit(work, (error) => {
    const call = request.form?.CallSid
    request.log.error({ call, step: stepOf(request), err: error }, 'a step that was too late failed')
  })
}

/** Answers a call that cannot be taken now: no question, no record, no database. */
export function sendBusy(webhooks: WebhookServices, request: FastifyRequest, reply: FastifyReply) {
  const { services } = webhooks
  return sendReply(webhooks, request, reply, shedLoad(services, services.settings.languages[0]))
}

/** Answers a failed step with an apology, in the call's language: a valid document, made without the database. */
export function sendApology(webhooks: WebhookServices, request: FastifyRequest, reply: FastifyReply) {
  const { services, documents } = webhooks
  const { CallSid } = formOf(request)
  const lang = readLanguage(request.raw.url ?? '', CallSid, documents.stateSecrets, services.now())
  const comesBack = !request.routeOptions.config.isLastResort
  const apology = apologise(services, lang ?? services.settings.languages[0], comesBack)
  return sendReply(webhooks, request, reply, apology)
}

function sendReply(
  { services, documents }: WebhookServices,
  request: FastifyRequest,
  reply: FastifyReply,
  next: Reply,
) {
  const document = documentOf(next, callOf(formOf(request)), documents, services.now())
  return sendDocument(request, reply, document, reportOf(next))
}

export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  document: string,
  report: WebhookReport,
) {
  request.report = report
  return reply.code(200).type('text/xml; charset=utf-8').send(document)
}
