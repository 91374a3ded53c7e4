import { ask, askAgain } from '../src/call/ask.ts'
import { disclose } from '../src/call/disclosure.ts'
import { offerText } from '../src/call/offer-text.ts'
import { connectToOperator } from '../src/call/operator.ts'
import { endCall, type Reply } from '../src/call/reply.ts'
import { isUsedUp } from '../src/call/say-question.ts'
import { step, type Turn } from '../src/call/step.ts'
import { parseDigits } from '../src/hearing/digits.ts'
import type { DisclosedWords } from '../src/store/disclosures.ts'

/**
 * POST /pin: the caller keyed or said the PIN. Right: what is on file, then what to do about it, or the offer of a
 * text. Wrong: back to the name,
 * and after the third wrong one the operator.
 */
export const pin = step('pin', async (turn) => {
  const { services, call, progress, heard } = turn
  const entered = parseDigits(heard, services.settings.pinLength, progress.lang)
  if (!entered) return askAgain(turn, 'notUnderstood')
  const { client: clientId, timesAsked } = progress
  const isRight = await services.pins.checkAndCount({ call, clientId, timesAsked, pin: entered })
  if (!isRight || !clientId) return refuse(turn)
  // Only a right PIN gets here: the appointment is read and spoken from here on.
  const told = await disclose(services, call, clientId, progress.lang)
  // The client was removed since the name was asked.
  if (!told) return refuse(turn)
  return tell(turn, clientId, told)
})

/** Back to the name, which may have been misheard; unless this was the last time that the PIN may be asked. */
async function refuse(turn: Turn<'pin'>): Promise<Reply> {
  const { progress } = turn
  if (isUsedUp(progress, 'pin')) return connectToOperator(turn, 'wrongPin')
  const options = { reason: 'wrongPin' } as const
  return progress.isKeyed ? ask(turn, 'key-name', {}, options) : ask(turn, 'name', { nearest: [] }, options)
}

/** The caller hears what is on file, and is asked what is to be done about it where the office takes requests. */
async function tell(turn: Turn<'pin'>, client: string, told: DisclosedWords): Promise<Reply> {
  const { lang, sentences, hasAppointment } = told
  if (!hasAppointment) return endCall(lang, sentences, 'no-appointment')
  const inClientLanguage = { ...turn, progress: { ...turn.progress, lang } }
  if (!turn.services.settings.takesRequests) return offerText(inClientLanguage, client, sentences)
  return ask(inClientLanguage, 'request', { client }, { known: { told: sentences } })
}
