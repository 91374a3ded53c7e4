import { ask, askAgain } from '../src/call/ask.ts'
import { promiseCallBack } from '../src/call/call-back.ts'
import { step } from '../src/call/step.ts'
import { parseAnswer } from '../src/hearing/answer.ts'

/** POST /confirm-number: is the number that was read back the one to be called? Yes: the office is told. No: the number again. */
export const confirmNumber = step('confirm-number', async (turn) => {
  const { services, progress, heard } = turn
  const { client, number, lang } = progress
  const answer = parseAnswer(heard, lang)
  if (answer === 'no' || !number) return ask(turn, 'call-back-number', { client })
  if (answer === 'unclear') return askAgain(turn, 'notUnderstood')
  return promiseCallBack(turn, number, services.sentences(lang).willCallThatNumber)
})
