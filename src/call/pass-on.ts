import { isCallerNumber } from '../phone-numbers/caller-number.ts'
import type { RequestKind } from '../store/disclosures.ts'
import { offerText } from './offer-text.ts'
import { connectToOperator } from './operator.ts'
import type { Reply } from './reply.ts'
import type { Turn } from './step.ts'

/**
 * Passes on to the office what the caller asks about the appointment that this call was told of: one thing a call, the
 * first. The caller hears so; the text follows. A person takes over where the client has been erased meanwhile.
 */
export async function passOn(turn: Turn<'request' | 'confirm-cancel'>, kind: RequestKind): Promise<Reply> {
  const { services, call, progress } = turn
  const { client, lang } = progress
  const number = isCallerNumber(call.from) ? call.from : null
  const asked = await services.requests.record({ call: call.sid, step: 'request', kind, client, number })
  if (!asked) return connectToOperator(turn, 'operator')
  return offerText(turn, client, [services.sentences(lang)[HEARD[asked]]])
}

/** What the caller hears of each. */
const HEARD = { confirm: 'confirmed', cancel: 'cancelPassedOn', 'call-back': 'willCallBack' } as const
