import type { Question } from '../src/call/questions.ts'
import type { Step } from '../src/call/step.ts'
import { callBack } from './call-back.ts'
import { callBackNumber } from './call-back-number.ts'
import { confirmCancel } from './confirm-cancel.ts'
import { confirmNumber } from './confirm-number.ts'
import { didYouMean } from './did-you-mean.ts'
import { keyFirstName } from './key-first-name.ts'
import { keyName } from './key-name.ts'
import { lastFour } from './last-four.ts'
import { name } from './name.ts'
import { pin } from './pin.ts'
import { request } from './request.ts'
import { smsOffer } from './sms-offer.ts'
import { spellName } from './spell-name.ts'

/**
 * What is done with the answer to each question. src/server/webhooks.ts registers each as `POST /QUESTION`.
 *
 *     /voice → name ─┬─ on file ───────────────────────────── pin ─┬→ sms-offer → goodbye
 *                    ├─ near to one on file ── did-you-mean ── ┤    └→ request, confirm-cancel → sms-offer
 *                    ├─ several of one name ── last-four ───── ┤
 *                    ├─ not found ── name, spell-name ──────── ┤
 *                    └─ any key ── key-name, key-first-name ── ┘
 *
 * A wrong PIN leads back to the name, or to its keys where it was keyed. Every question is asked a few times at most, and
 * then the operator takes over. With REQUESTS=on, where nobody can take the call, call-back is asked, and a caller who
 * withholds the number is asked call-back-number and confirm-number. Each answer says which question is next; where the
 * call is travels in the URL of that question's webhook, signed (src/call/progress.ts). Silence and the commands "operator" and "repeat" are handled before any of these
 * (src/call/conversation.ts).
 */
export const steps: { [Name in Question]: Step<Name> } = {
  name,
  'did-you-mean': didYouMean,
  'spell-name': spellName,
  'key-name': keyName,
  'key-first-name': keyFirstName,
  'last-four': lastFour,
  pin,
  request,
  'confirm-cancel': confirmCancel,
  'sms-offer': smsOffer,
  'call-back': callBack,
  'call-back-number': callBackNumber,
  'confirm-number': confirmNumber,
}
