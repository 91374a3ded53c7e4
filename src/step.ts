import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerCall, askNameAgain, hear } from './call/conversation.ts'
import type { Line } from './call/line.ts'
import { type Reading, readProgress } from './call/progress.ts'
import { apologise, hangUp, type Reply } from './call/reply.ts'
import { type DocumentSettings, documentOf } from './documents.ts'
import { Refused } from './refused.ts'
import { callOf, heardOf } from './signalwire/webhook.ts'

const RECORD_LIMIT_MS = 500

export type Parts = { line: Line; documents: DocumentSettings }

/** `POST /voice`: the first request of a call, which carries no progress yet. */
export function firstStep(parts: Parts) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { line } = parts
    const call = callOf(request.webhook)
    const isOver = await line.record.isOver(call)
    const next = isOver ? goodbye(line) : await answerCall(line, call)
    return send(parts, request, reply, next)
  }
}

/** `POST /QUESTION`: an answer. The progress in the URL says where the call is. */
export function nextStep(parts: Parts) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { line, documents } = parts
    const call = callOf(request.webhook)
    const reading = readProgress(request.raw.url ?? '', call.sid, documents.stateSecrets, line.now())
    if (reading.kind === 'altered') throw new Refused(403, 'This progress is not ours, or not of this call.')
    request.lang = reading.place.lang
    const next = (await line.record.isOver(call))
      ? goodbye(line, request.lang)
      : await carryOn(parts, request, reading)
    return send(parts, request, reply, next)
  }
}

function carryOn({ line }: Parts, request: FastifyRequest, reading: Exclude<Reading, { kind: 'altered' }>) {
  const call = callOf(request.webhook)
  if (reading.kind === 'expired') return askNameAgain(line, call, reading.place)
  return hear(line, call, reading.place, heardOf(request.webhook))
}

/** Once the end of a call has been reported, nothing of it is worth anything any more. */
function goodbye(line: Line, lang = line.settings.languages[0]): Reply {
  return hangUp(lang, [line.sentences(lang).goodbye], 'over')
}

/** Keeps how far the call came, then answers with the document. */
async function send({ line, documents }: Parts, request: FastifyRequest, reply: FastifyReply, next: Reply) {
  const call = callOf(request.webhook)
  if (next.outcome !== 'over') await keepStep(line, request, next.outcome)
  return sendDocument(request, reply, next.outcome, documentOf(next, call, documents, line.now()))
}

/** The record is for those who read it later: it costs no caller their answer, nor much of their time. */
async function keepStep(line: Line, request: FastifyRequest, outcome: string): Promise<void> {
  const kept = line.record.step(callOf(request.webhook), stepOf(request), outcome).catch((error) => {
    request.log.error({ call: request.webhook.CallSid, err: error }, 'a step was not recorded')
  })
  await Promise.race([kept, wait(RECORD_LIMIT_MS, undefined, { ref: false })])
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
