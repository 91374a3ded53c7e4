import type { Question } from '../src/call/questions.ts'
import type { Step } from '../src/call/step.ts'
import { didYouMean } from './did-you-mean.ts'
import { keyName } from './key-name.ts'
import { lastFour } from './last-four.ts'
import { name } from './name.ts'
import { pin } from './pin.ts'
import { smsOffer } from './sms-offer.ts'
import { spellName } from './spell-name.ts'

/** The route of each question, in the order of a call. A question without one does not compile. */
export const steps: { [Name in Question]: Step<Name> } = {
  name,
  'did-you-mean': didYouMean,
  'spell-name': spellName,
  'key-name': keyName,
  'last-four': lastFour,
  pin,
  'sms-offer': smsOffer,
}
