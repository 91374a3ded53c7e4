import type { FastifyReply, FastifyRequest } from 'fastify'
import { Counter, Histogram, type Registry } from 'prom-client'
import { stepOf } from '../webhooks/step.ts'

/** Up to the 5 s that the platform waits for an answer. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5]

/** Counts webhooks and their outcomes. Every label is from a closed list of our own. */
export function createWebhookMetrics(registry: Registry) {
  const { webhooks, seconds, names, wrongPins, calls } = createCounters(registry)
  return (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const step = stepOf(request)
    const outcome = outcomeOf(step, request, reply)
    webhooks.inc({ step, outcome })
    seconds.observe({ step }, reply.elapsedTime / 1000)
    const name = nameOutcome(step, outcome, request.asks)
    if (name) names.inc({ outcome: name })
    if (outcome.endsWith('wrongPin')) wrongPins.inc()
    if (request.ending) calls.inc({ ending: request.ending })
    done()
  }
}

function createCounters(registry: Registry) {
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name, help, labelNames, registers: [registry] })
  return {
    webhooks: counter('frontdesk_webhooks_total', 'Webhooks answered, by step and outcome.', [
      'step',
      'outcome',
    ]),
    seconds: new Histogram({
      name: 'frontdesk_webhook_seconds',
      help: 'Seconds from the arrival of a webhook to the end of its answer.',
      labelNames: ['step'],
      buckets: SECONDS,
      registers: [registry],
    }),
    names: counter('frontdesk_names_total', 'Names heard, by outcome.', ['outcome']),
    wrongPins: counter('frontdesk_wrong_pins_total', 'Wrong PINs entered.'),
    calls: counter('frontdesk_calls_ended_total', 'Calls whose end was reported, by how they ended.', [
      'ending',
    ]),
  }
}

const TEXT_STATUSES = /^(queued|initiated|sending|sent|delivered|undelivered|failed)\b/

/** The status of a text comes from outside, so only those on the platform's list become a label. */
function outcomeOf(step: string, { outcome }: FastifyRequest, { statusCode }: FastifyReply): string {
  if (outcome === '') return `refused ${statusCode}`
  return step === 'sms-status' ? (TEXT_STATUSES.exec(outcome)?.[1] ?? 'other') : outcome
}

const NAME_STEPS = new Set(['name', 'spell-name', 'key-name', 'did-you-mean'])

/** The outcome of a step in which a name was given, however it was given. */
function nameOutcome(step: string, outcome: string, asks: string | null): string | undefined {
  if (!NAME_STEPS.has(step)) return undefined
  if (asks === 'pin') return 'recognised'
  if (asks === 'did-you-mean' && outcome === 'ask') return 'near'
  if (asks === 'last-four' || outcome.endsWith('same-name')) return 'shared'
  const why = /(notFound|notUnderstood|notHeard)$/.exec(outcome)?.[0]
  return why && { notFound: 'not-found', notUnderstood: 'not-understood', notHeard: 'silent' }[why]
}
