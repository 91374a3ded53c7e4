import type { Explanation } from './explain-failure.ts'
import type { PhoneNumber } from './phone-number.ts'

/** The handler that calls a number's voice URL. */
const CXML_WEBHOOK = 'laml_webhooks'

/** Why the number can take no voice calls; undefined when it can. */
export function notForVoice({ number, can, receives }: PhoneNumber): Explanation | undefined {
  if (receives === 'fax' || (can.fax === true && can.voice === false)) {
    return {
      says: `${number} is a fax line`,
      fix: 'set it to receive voice calls in the dashboard, or use another number',
    }
  }
  if (can.voice === false) {
    return { says: `${number} cannot take calls`, fix: 'use a number with the voice capability' }
  }
  return undefined
}

/** Why the number's voice URL is not called; undefined when it is, as far as the platform tells. */
export function notHandledByWebhook({ number, handler }: PhoneNumber): Explanation | undefined {
  if (!handler || handler === CXML_WEBHOOK) return undefined
  return {
    says: `${number} is handled by ${handler}, so its voice URL is not called`,
    fix: 'in the dashboard, let a cXML webhook (shown as LaML Webhooks) handle its calls',
  }
}
