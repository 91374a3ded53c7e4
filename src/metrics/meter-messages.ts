import { Counter, type Registry } from 'prom-client'
import { FINAL_CODES, PASSING_CODES } from '../signalwire/final-codes.ts'
import { PlatformError } from '../signalwire/platform-error.ts'
import type { Failure, Messages } from '../signalwire/rest.ts'

/** Counts the requests to the Messages API, and their failures by kind. */
export function meterMessages(registry: Registry, messages: Messages): Messages {
  const requests = new Counter({
    name: 'frontdesk_rest_requests_total',
    help: 'Requests to the REST API.',
    labelNames: ['request'],
    registers: [registry],
  })
  const failures = new Counter({
    name: 'frontdesk_rest_failures_total',
    help: 'Requests to the REST API that failed, by kind: a code of the platform, an HTTP status, or the network.',
    labelNames: ['request', 'kind'],
    registers: [registry],
  })
  return {
    ...messages,
    send: async (message) => {
      requests.inc({ request: 'send' })
      const outcome = await messages.send(message)
      if (outcome.kind !== 'accepted') failures.inc({ request: 'send', kind: kindOf(outcome) })
      return outcome
    },
    list: async (numbers) => {
      requests.inc({ request: 'list' })
      try {
        return await messages.list(numbers)
      } catch (error) {
        failures.inc({
          request: 'list',
          kind: kindOfText(error instanceof PlatformError ? error.message : ''),
        })
        throw error
      }
    },
  }
}

function kindOf(outcome: Failure): string {
  const code = outcome.kind === 'refused' ? outcome.code : undefined
  return code && isKnownCode(code) ? `code ${code}` : kindOfText(outcome.reason)
}

/** A closed list, so that no text from a server can become a label. */
function kindOfText(reason: string): string {
  const code = /, code (\d+)$/.exec(reason)?.[1]
  if (code && isKnownCode(code)) return `code ${code}`
  const status = /^HTTP (\d{3})\b/.exec(reason)?.[1]
  if (status) return `HTTP ${status}`
  if (reason === 'no answer: time-out') return 'time-out'
  return reason.startsWith('no answer: ') ? 'network' : 'other'
}

function isKnownCode(code: string): boolean {
  return Object.hasOwn(FINAL_CODES, code) || PASSING_CODES.has(code)
}
