import type { Explanation } from './explain-failure.ts'
import type { PhoneNumber } from './phone-number.ts'

/** The handler that asks a number's voice URL for cXML. */
const CXML_WEBHOOK = 'laml_webhooks'

/** Why calls to this number could never come to a voice URL, if so. */
export function notForVoice({ number, can, receives }: PhoneNumber): Explanation | undefined {
  if (receives === 'fax' || (can.fax === true && can.voice === false)) {
    return {
      says: `${number} is a fax line`,
      fix: 'have it receive voice calls in the dashboard, or take another number',
    }
  }
  if (can.voice === false) {
    return { says: `${number} cannot take calls`, fix: 'take a number with the voice capability' }
  }
  return undefined
}

/** Why the number's voice URL is not asked, if so, as far as the platform tells. */
export function notHandledByWebhook({ number, handler }: PhoneNumber): Explanation | undefined {
  if (!handler || handler === CXML_WEBHOOK) return undefined
  return {
    says: `${number} is handled by ${handler}, so its voice URL is not asked`,
    fix: 'in the dashboard, have its calls handled by a cXML webhook (shown as LaML Webhooks)',
  }
}
