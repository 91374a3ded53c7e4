import { ask, askAgain, isUsedUp } from '../src/call/ask.ts'
import { disclose } from '../src/call/disclosure.ts'
import { connectToOperator, endCall, type Reply } from '../src/call/reply.ts'
import { step, type Turn } from '../src/call/step.ts'
import { parseDigits } from '../src/hearing/digits.ts'
import type { DisclosedWords } from '../src/store/disclosures.ts'

/**
 * POST /pin: the caller keyed or said the PIN. Right: what is on file, then the offer of a text. Wrong: back to the name,
 * and after the third wrong one the operator.
 */
export const pin = step('pin', async (turn) => {
  const { services, call, progress, heard } = turn
  const entered = parseDigits(heard, services.settings.pinLength, progress.lang)
  if (!entered) return askAgain(turn, 'notUnderstood')
  const { client, timesAsked } = progress
  const isRight = await services.pins.checkAndCount({ call, clientId: client, timesAsked, pin: entered })
  // Only a right PIN leads to the record. A client who was removed meanwhile has none.
  const told = isRight && client ? await disclose(services, call, client, progress.lang) : undefined
  if (told && client) return offerText(turn, client, told)
  if (isUsedUp(progress, 'pin')) return connectToOperator(services, progress.lang, 'wrongPin')
  return ask(turn, 'name', { nearest: [] }, { reason: 'wrongPin' })
})

/** The caller hears what is on file, and is offered the same as a text where their number can take one. */
async function offerText(turn: Turn<'pin'>, clientId: string, told: DisclosedWords): Promise<Reply> {
  const { services, call, progress } = turn
  const { lang, sentences, hasAppointment } = told
  if (!hasAppointment) return endCall(lang, sentences, 'no-appointment')
  const canReceive = await services.texts.canReceive(call.from)
  if (!canReceive) return endCall(lang, [...sentences, services.sentences(lang).goodbye], 'told')
  const inClientLanguage = { ...turn, progress: { ...progress, lang } }
  return ask(inClientLanguage, 'sms-offer', { client: clientId }, { known: { told: sentences } })
}
