import { ask, askAgain } from '../src/call/ask.ts'
import { askNameAnotherWay, findAll, tellApart } from '../src/call/identify.ts'
import { step } from '../src/call/step.ts'
import { parseAnswer } from '../src/hearing/answer.ts'

/**
 * POST /did-you-mean: is the caller the person that was asked about? Yes: the PIN. No: the next best is asked about, once;
 * then the name in another way.
 */
export const didYouMean = step('did-you-mean', async (turn) => {
  const { services, progress, heard } = turn
  const answer = parseAnswer(heard, progress.lang)
  if (answer === 'unclear') return askAgain(turn, 'notUnderstood')
  if (answer === 'yes') return tellApart(turn, await findAll(services, progress.candidates))
  const declined = [...progress.declined, ...progress.candidates]
  const declining = { ...turn, progress: { ...progress, declined } }
  if (progress.next.length === 0) return askNameAnotherWay(declining)
  return ask(declining, 'did-you-mean', { candidates: progress.next, next: [] })
})
