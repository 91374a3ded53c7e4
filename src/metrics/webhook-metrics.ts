import { Counter, Histogram, type Registry } from 'prom-client'
import { isBecause } from '../call/outcome.ts'
import { questionNames, rowOf } from '../call/questions.ts'
import type { AnsweredWebhook } from '../webhooks/report.ts'

/** Up to the 5 s that the platform waits for an answer. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5]

/** Counts webhooks and their outcomes. Every label is from a closed list of our own. */
export function createWebhookMetrics(registry: Registry) {
  const { webhooks, seconds, names, wrongPins, calls } = createCounters(registry)
  return (webhook: AnsweredWebhook) => {
    const { step, seconds: duration, report } = webhook
    webhooks.inc({ step, outcome: outcomeLabel(webhook) })
    seconds.observe({ step }, duration)
    const name = nameOutcome(webhook)
    if (name) names.inc({ outcome: name })
    if (report?.outcome && isBecause(report.outcome, 'wrongPin')) wrongPins.inc()
    if (report?.ending) calls.inc({ ending: report.ending })
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

/** Our own words, except the status of a text: of those only the platform's own become a label. */
function outcomeLabel({ step, status, report }: AnsweredWebhook): string {
  if (!report) return `refused ${status}`
  return step === 'sms-status' ? (TEXT_STATUSES.exec(report.label)?.[1] ?? 'other') : report.label
}

/** What came of hearing a name, in whichever way it was given. */
function nameOutcome({ step, report }: AnsweredWebhook): string | undefined {
  const question = questionNames.find((one) => one === step)
  if (!question || !rowOf(question).isAboutName || !report?.outcome) return undefined
  const { outcome, asks } = report
  if (asks === 'pin') return 'recognised'
  if (asks === 'did-you-mean' && outcome.kind === 'ask') return 'near'
  if (asks === 'last-four' || isBecause(outcome, 'same-name')) return 'shared'
  if (isBecause(outcome, 'notFound')) return 'not-found'
  if (isBecause(outcome, 'notUnderstood')) return 'not-understood'
  return isBecause(outcome, 'notHeard') ? 'silent' : undefined
}
