import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerCall, askNameAgain, hear } from '../call/conversation.ts'
import type { Question } from '../call/place.ts'
import { readProgress } from '../call/progress.ts'
import { apologise, hangUp, type Reply } from '../call/reply.ts'
import type { Line } from '../call/services.ts'
import { withoutSignature } from '../call/signed-url.ts'
import { HttpError } from '../errors/http-error.ts'
import type { StepsInProgress } from '../overload/in-flight-requests.ts'
import type { Delivery, KeptCalls } from './call-log.ts'
import { type DocumentSettings, documentOf } from './document.ts'
import { callOf, heardOf } from './form.ts'

export type Parts = {
  line: Line
  documents: DocumentSettings
  calls: KeptCalls
  steps: StepsInProgress
  /** Whether this server has more to do than it can. */
  isOverloaded(): boolean
}

/** `POST /voice`: the first request of a call, which carries no progress yet. */
export function firstStep(parts: Parts) {
  return (request: FastifyRequest, reply: FastifyReply) =>
    answerOnce(parts, request, reply, 'voice', () => answerCall(parts.line, callOf(request.webhook)))
}

/** `POST /QUESTION`: an answer. The progress in the URL says where the call is. */
export function nextStep(parts: Parts) {
  const { line, documents } = parts
  return (request: FastifyRequest, reply: FastifyReply) => {
    const call = callOf(request.webhook)
    const url = request.raw.url ?? ''
    const reading = readProgress(url, call.sid, documents.stateSecrets, line.now())
    if (reading.kind === 'altered')
      throw new HttpError(403, 'This progress is not ours, or not of this call.')
    const { place } = reading
    request.lang = place.lang
    // What was answered in time is not answered again after it.
    const step = `${reading.kind} ${withoutSignature(url)}`
    return answerOnce(parts, request, reply, step, () =>
      reading.kind === 'expired'
        ? askNameAgain(line, call, place)
        : hear(line, call, place, heardOf(request.webhook)),
    )
  }
}

/**
 * Answers a step: with what is worked out and kept now; with what was kept, when the same webhook has come before; or,
 * once the end of the call has been reported, with goodbye: then nothing of it is worth anything any more.
 */
async function answerOnce(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  step: string,
  workOut: () => Promise<Reply>,
) {
  const { line, documents } = parts
  const found = await inTime(parts, request, findReply(parts, request, step, workOut))
  // What comes too late is not kept, for nobody heard it; what it did is done once, however often it comes again.
  const next = found.isKnown ? found.reply : keep(request, found.delivery, found.reply)
  request.asks = asksOf(next)
  const document = documentOf(next, callOf(request.webhook), documents, line.now())
  return sendDocument(request, reply, next.outcome, document)
}

async function findReply(
  { line, calls }: Parts,
  request: FastifyRequest,
  step: string,
  workOut: () => Promise<Reply>,
) {
  const delivery = await calls.open(callOf(request.webhook), step, heardOf(request.webhook))
  const known = delivery.isOver ? goodbye(line, request.lang) : delivery.answered
  return { delivery, isKnown: known !== undefined, reply: known ?? (await workOut()) }
}

/** What a caller waits for: when it takes too long, it fails while there still is time to apologise. */
export function inTime<Result>(
  { steps }: Parts,
  request: FastifyRequest,
  work: Promise<Result>,
): Promise<Result> {
  return steps.answer(work, (error) => {
    const { CallSid: call } = request.webhook
    request.log.error({ call, step: stepOf(request), err: error }, 'a step that was too late failed')
  })
}

/** The question that a reply leaves open. */
function asksOf(reply: Reply): Question | null {
  return reply.next === 'listen' ? reply.place.question : null
}

function goodbye(line: Line, lang = line.settings.languages[0]): Reply {
  return hangUp(lang, [line.sentences(lang).goodbye], 'over')
}

function keep(request: FastifyRequest, delivery: Delivery, worked: Reply): Reply {
  const { outcome } = worked
  return delivery.keep(worked, { step: stepOf(request), outcome, asks: asksOf(worked) })
}

/** Answers a failed step with an apology: a valid document, made without the database. */
export function sendApology({ line, documents }: Parts, request: FastifyRequest, reply: FastifyReply) {
  const lang = request.lang ?? line.settings.languages[0]
  const next = apologise(line, lang)
  const document = documentOf(next, callOf(request.webhook), documents, line.now())
  return sendDocument(request, reply, next.outcome, document)
}

export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: string,
  document: string,
) {
  request.outcome = outcome
  return reply.code(200).type('text/xml; charset=utf-8').send(document)
}

/** The route's name, without what came with it. */
export function stepOf(request: FastifyRequest): string {
  return request.routeOptions.url?.slice(1) ?? ''
}
