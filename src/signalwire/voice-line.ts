import type { Explanation } from './explain-failure.ts'
import type { PhoneNumber } from './phone-number.ts'

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

/** How to point a number here by hand. The dashboard has numbers handled by a resource since June 2026. */
export function byHand(voiceUrl: string): string {
  return (
    `in the dashboard, under Phone Numbers, Edit Settings, Inbound Call Settings, choose Assign Resource and a cXML ` +
    `script with the External URL ${voiceUrl} (in the older dashboard: Handle Calls Using LaML Webhooks)`
  )
}
