import { ask, askAgain } from '../src/call/ask.ts'
import { promiseCallBack } from '../src/call/call-back.ts'
import { endCall } from '../src/call/reply.ts'
import { step, type Turn } from '../src/call/step.ts'
import { parseAnswer } from '../src/hearing/answer.ts'
import { parseRequest } from '../src/hearing/request.ts'
import { isCallable } from '../src/phone-numbers/keyed-number.ts'

/**
 * POST /call-back: nobody takes the call; does the caller want to be called back? Yes: the office is told, at the calling
 * number, or at one that is keyed where that is withheld. No: goodbye.
 */
export const callBack = step('call-back', async (turn) => {
  const { services, call, progress } = turn
  const { client, lang } = progress
  const { goodbye, willCallThisNumber } = services.sentences(lang)
  const answer = hearAnswer(turn)
  if (answer === 'unclear') return askAgain(turn, 'notUnderstood')
  if (answer === 'no') return endCall(lang, [goodbye], 'no-call-back')
  if (!isCallable(call.from)) return ask(turn, 'call-back-number', { client })
  return promiseCallBack(turn, call.from, willCallThisNumber)
})

/** "Call me back" is a yes as well. */
function hearAnswer({ heard, progress: { lang } }: Turn<'call-back'>) {
  const answer = parseAnswer(heard, lang)
  const isWish = answer === 'unclear' && heard.digits === '' && parseRequest(heard, lang) === 'call-back'
  return isWish ? 'yes' : answer
}
