import { askAgain } from '../src/call/ask.ts'
import { disclosedText } from '../src/call/disclosure.ts'
import { endCall } from '../src/call/reply.ts'
import { step } from '../src/call/step.ts'
import { parseAnswer } from '../src/hearing/answer.ts'

/** POST /sms-offer: does the caller want a text? Yes: what this call was told is promised as one. No: goodbye. */
export const smsOffer = step('sms-offer', async (turn) => {
  const { services, call, progress, heard } = turn
  const answer = parseAnswer(heard, progress.lang)
  if (answer === 'unclear') return askAgain(turn, 'notUnderstood')
  const { askText, goodbye, textPromised, textRefused } = services.sentences(progress.lang)
  // Nothing to send where this call was told nothing.
  const body = answer === 'yes' ? await disclosedText(services, call, progress.client) : undefined
  if (body === undefined) return endCall(progress.lang, [goodbye], 'no-text')
  const text = { call: call.sid, from: call.to, to: call.from, body, consent: askText }
  const result = await services.texts.promise(text)
  return result === 'promised'
    ? endCall(progress.lang, [textPromised], 'text-promised')
    : endCall(progress.lang, [textRefused], 'text-refused')
})
