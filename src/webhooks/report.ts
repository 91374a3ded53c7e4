import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { endingOf, labelOf, type Outcome } from '../call/outcome.ts'
import type { Question } from '../call/questions.ts'
import { asksOf, type Reply } from '../call/reply.ts'
import type { CallProgress } from '../store/calls.ts'
import type { Form } from './form.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The form of a webhook whose signature held; null until it was read. */
    form: Form | null
    /** What became of the webhook; null where it was refused. */
    report: WebhookReport | null
  }
}

/** What a webhook tells the log and the metrics. No name, number or spoken word. */
export type WebhookReport = {
  /** What happened, in a word. */
  label: string
  /** The same, where it was a step of the conversation. */
  outcome?: Outcome
  /** The question that the answer asks. */
  asks?: Question | null
  /** How the call ended, when this webhook is the first to report it. */
  ending?: string
}

/** What the metrics count of a webhook. */
export type AnsweredWebhook = { step: string; status: number; seconds: number; report: WebhookReport | null }

export function reportOf(reply: Reply): WebhookReport {
  return { label: labelOf(reply.outcome), outcome: reply.outcome, asks: asksOf(reply) }
}

/** The report of a call's end; `reached` is how far the call had come, when its end was not known yet. */
export function reportOfEnd(label: string, reached: CallProgress | undefined): WebhookReport {
  return reached ? { label, ending: endingOf(reached) } : { label }
}

/** Logs and counts each webhook once it is answered. */
export function reportWebhooks(app: FastifyInstance, count: (webhook: AnsweredWebhook) => void): void {
  app.addHook('onResponse', async (request, reply) => {
    const { report } = request
    const [step, status] = [stepOf(request), reply.statusCode]
    count({ step, status, seconds: reply.elapsedTime / 1000, report })
    // A flood must not fill the disk; its beginning was logged.
    if (status !== 429) logWebhook(request, reply)
  })
}

/** One line a webhook. Never what was said or entered, and never the query: it holds the caller's progress. */
function logWebhook(request: FastifyRequest, reply: FastifyReply): void {
  const call = request.form?.CallSid
  const outcome = request.report?.label ?? `refused ${reply.statusCode}`
  const ms = Math.round(reply.elapsedTime * 10) / 10
  request.log.info({ call, step: stepOf(request), outcome, ms }, 'webhook')
}

/** The route's name, without the query. */
export function stepOf(request: FastifyRequest): string {
  return request.routeOptions.url?.slice(1) ?? ''
}
