import { ask, askAgain, isUsedUp } from '../src/call/ask.ts'
import { disclose } from '../src/call/disclosure.ts'
import { connectToOperator, endCall, type Reply } from '../src/call/reply.ts'
import type { Told } from '../src/call/services.ts'
import { step, type Turn } from '../src/call/step.ts'
import { parseDigits } from '../src/hearing/digits.ts'

/** POST /pin: the caller keyed or said the PIN. Right: what is on file, then the offer of a text. Wrong: back to the name. */
export const pin = step('pin', async (turn) => {
  const { services, call, progress, heard } = turn
  const pin = parseDigits(heard, services.settings.pinLength, progress.lang)
  if (!pin) return askAgain(turn, 'notUnderstood')
  const { client: clientId, asked } = progress
  const isRight = await services.pins.enter({ call, clientId, asked, pin })
  // From here on, and only from here on, the caller hears what is on file.
  const told = isRight && clientId ? await disclose(services, call, clientId, progress.lang) : undefined
  if (told && clientId) return offerText(turn, clientId, told)
  if (isUsedUp(progress, 'pin')) return connectToOperator(services, progress.lang, 'wrongPin')
  return ask(turn, 'name', { nearest: [] }, { reason: 'wrongPin' })
})

/** The caller hears what they came for, and is offered the same as a text where their number can take one. */
async function offerText(turn: Turn<'pin'>, clientId: string, told: Told): Promise<Reply> {
  const { services, call, progress } = turn
  const { lang, sentences, hasAppointment } = told
  if (!hasAppointment) return endCall(lang, sentences, 'no-appointment')
  const canReceive = await services.texts.canReceive(call.from)
  if (!canReceive) return endCall(lang, [...sentences, services.sentences(lang).goodbye], 'told')
  const inTheirs = { ...turn, progress: { ...progress, lang } }
  return ask(inTheirs, 'sms-offer', { client: clientId }, { known: { told: sentences } })
}
