import { ask, askAgain } from '../src/call/ask.ts'
import { toBeTold } from '../src/call/disclosure.ts'
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
  const { services, call, progress, heard, facts } = turn
  const entered = parseDigits(heard, services.settings.pinLength, progress.lang)
  if (!entered) return askAgain(turn, 'notUnderstood')
  const { client: clientId, timesAsked } = progress
  const attempt = { call, clientId, timesAsked, pin: entered }
  const toTell = toBeTold(services, clientId ?? '', facts.onFile, progress.lang)
  const told = await services.pins.open(attempt, facts.storedPin, toTell)
  // Only a right PIN gets past here.
  if (!told || !clientId) return refuse(turn)
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
  const { lang, sentences, hasAppointment, hasMessage } = told
  if (!hasAppointment && !hasMessage) return endCall(lang, sentences, 'no-appointment')
  const inClientLanguage = { ...turn, progress: { ...turn.progress, lang } }
  if (!hasAppointment || !turn.services.settings.takesRequests)
    return offerText(inClientLanguage, client, sentences)
  return ask(inClientLanguage, 'request', { client }, { known: { told: sentences } })
}
