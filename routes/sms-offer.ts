import { askAgain } from '../src/call/ask.ts'
import { disclosedText, textOf } from '../src/call/disclosure.ts'
import { endCall } from '../src/call/reply.ts'
import { step } from '../src/call/step.ts'
import { parseAnswer } from '../src/hearing/answer.ts'

/** POST /sms-offer: does the caller want a text? Yes: what this call was told is promised as one. No: goodbye. */
export const smsOffer = step('sms-offer', async (turn) => {
  const { services, call, progress, heard } = turn
  const answer = parseAnswer(heard, progress.lang)
  if (answer === 'unclear') return askAgain(turn, 'notUnderstood')
  const sentences = services.sentences(progress.lang)
  // Nothing to send where this call was told nothing.
  const body = answer === 'yes' ? await disclosedText(services, call, progress.client) : undefined
  if (body === undefined) return endCall(progress.lang, [sentences.goodbye], 'no-text')
  const { lang } = progress
  const text = { ...textOf(services, call, progress.client), body, consent: sentences.askText, lang }
  const result = await services.texts.promise(text)
  switch (result) {
    case 'promised':
      return endCall(progress.lang, [sentences.textPromised], 'text-promised')
    case 'refused':
      return endCall(progress.lang, [sentences.textRefused], 'text-refused')
    case 'unsendable':
      return endCall(progress.lang, [sentences.textUnsendable], 'text-unsendable')
  }
})
