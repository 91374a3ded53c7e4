import { ask } from '../src/call/ask.ts'
import { offerText } from '../src/call/offer-text.ts'
import { passOn } from '../src/call/pass-on.ts'
import { isUsedUp } from '../src/call/say-question.ts'
import { step } from '../src/call/step.ts'
import { parseAnswer } from '../src/hearing/answer.ts'

/**
 * POST /confirm-cancel: does the caller want to cancel the appointment that was read back? Yes: the office is told. No: what
 * is to be done about it, once more. Silence and anything unclear change nothing, and lead to the text.
 */
export const confirmCancel = step('confirm-cancel', async (turn) => {
  const { progress, heard } = turn
  const { client, lang } = progress
  const answer = parseAnswer(heard, lang)
  if (answer === 'yes') return passOn(turn, 'cancel')
  if (answer === 'unclear' || isUsedUp(progress, 'request')) return offerText(turn, client, [])
  return ask(turn, 'request', { client }, { known: { told: [] } })
})
